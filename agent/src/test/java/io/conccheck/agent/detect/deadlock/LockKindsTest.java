package io.conccheck.agent.detect.deadlock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LockKindsTest {

  private static final class Order {}

  private static final class Item {}

  private static final class Store {}

  private final LockKinds kinds = new LockKinds();
  private long lastId;

  private LockNode node(Object lock) {
    return new LockNode(lastId++, lock, kinds.of(lock, 0));
  }

  /** True if so many requests between new locks of those classes are enough. */
  private boolean isEnough(int requests, Object held, Object wanted) {
    boolean enough = false;
    for (int i = 0; i < requests; i++) {
      enough = kinds.isEnough(new LockNode[] {node(held)}, node(wanted).kind, true);
    }
    return enough;
  }

  @Test
  void manyAreRecordedBeforeItIsEnough() {
    assertThat(isEnough(LockKinds.ENOUGH, new Order(), new Item())).isFalse();
    assertThat(isEnough(1, new Order(), new Item())).isTrue();
    assertThat(kinds.cycles()).isZero();
  }

  @Test
  void onACycleItIsNeverEnough() {
    isEnough(1, new Order(), new Item());
    isEnough(1, new Item(), new Store());
    assertThat(isEnough(2 * LockKinds.ENOUGH, new Order(), new Store())).isTrue();
    int before = kinds.cycles();
    isEnough(1, new Store(), new Order());
    assertThat(kinds.cycles()).isGreaterThan(before);
    assertThat(isEnough(2 * LockKinds.ENOUGH, new Order(), new Store())).isFalse();
    assertThat(isEnough(2 * LockKinds.ENOUGH, new Item(), new Store())).isFalse();
  }

  @Test
  void locksOfOneClassAreOnACycle() {
    assertThat(isEnough(2 * LockKinds.ENOUGH, new Order(), new Order())).isFalse();
  }

  @Test
  void classesOfTheJdkTellTheirLocksApartByWhatTheyAre() {
    assertThat(kinds.of(Order.class, 0)).isNotSameAs(kinds.of(Item.class, 0));
    assertThat(kinds.of(Order.class, 0)).isSameAs(kinds.of(Order.class, 0));
    assertThat(kinds.of(new Object(), 0)).isSameAs(kinds.of(new Object(), 0));
    assertThat(kinds.of(Object.class).isGeneral).isTrue();
    assertThat(kinds.of(new Object(), 0).isGeneral).isFalse();
    assertThat(kinds.of(Order.class).isGeneral).isFalse();
  }
}
