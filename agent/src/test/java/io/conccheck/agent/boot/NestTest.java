package io.conccheck.agent.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NestTest {

  private static final int SITE = 5;

  private final Nest around = new Nest();
  private final OrderClock order = new OrderClock();

  /** Stands for one lock. */
  private static final class One extends Nest.Name {
    private final Object lock;

    One(Object lock) {
      this.lock = lock;
    }

    @Override
    public boolean isOf(Object other) {
      return other == lock;
    }
  }

  /** Stands for all locks of these tests. */
  private static final class Whole extends Nest.Name {
    @Override
    public boolean isOf(Object other) {
      return other.getClass() == Object.class;
    }
  }

  private Nest add(Object lock, int site, Nest.Name whole) {
    return around.add(lock, Locks.MONITOR, site, new One(lock), whole, false);
  }

  private Nest find(Object lock, int site) {
    return around.inner(lock, Locks.MONITOR, site);
  }

  @Test
  void findsTheSameWayAndNoOther() {
    Object lock = new Object();
    Nest n = add(lock, SITE, null);
    assertThat(find(lock, SITE)).isSameAs(n);
    assertThat(find(new Object(), SITE)).isNull();
    assertThat(find(lock, SITE + 1)).isNull();
    assertThat(around.inner(lock, Locks.READ, SITE)).isNull();
    assertThat(n.inner(lock, Locks.MONITOR, SITE)).isNull();
  }

  @Test
  void whatIsKnownHoldsAsLongAsTheOrder() {
    Nest n = add(new Object(), SITE, null);
    assertThat(n.isTold(order)).isFalse();
    n.know(HeldLocks.unsettled, order.version());
    assertThat(n.isTold(order)).isTrue();
    order.begin(1, 0);
    assertThat(n.isTold(order)).isFalse();
    n.settle(HeldLocks.unsettled);
    assertThat(n.isTold(order)).isTrue();
    n.settle(HeldLocks.unsettled - 1);
    assertThat(n.isTold(order)).isFalse();
  }

  @Test
  void nothingIsKnownOfWhatStandsForSeveral() {
    Object lock = new Object();
    Nest n = around.add(lock, Locks.MONITOR, SITE, null, new Whole(), false);
    assertThat(find(new Object(), SITE)).isSameAs(n);
    n.know(HeldLocks.unsettled, order.version());
    assertThat(n.isTold(order)).isFalse();
    Nest inside = n.add(lock, Locks.MONITOR, SITE, new One(lock), null, false);
    inside.know(HeldLocks.unsettled, order.version());
    assertThat(inside.isTold(order)).isFalse();
    inside.settle(HeldLocks.unsettled);
    assertThat(inside.isTold(order)).isTrue();
  }

  @Test
  void everOtherLocksComeToBeOne() {
    for (int i = 0; i < 40; i++) {
      add(new Object(), SITE, new Whole());
    }
    assertThat(find(new Object(), SITE)).isNotNull();
  }

  @Test
  void keepsThoseMetLastAtOnePlace() {
    Object often = new Object();
    Nest n = add(often, 0, null);
    for (int i = 0; i < 1_000; i++) {
      Object lock = new Object();
      assertThat(find(lock, 0)).isNull();
      assertThat(find(often, 0)).isSameAs(n);
      assertThat(add(lock, 0, null)).isSameAs(find(lock, 0));
    }
  }

  @Test
  void manyPlacesDoNotGrowItForEver() {
    int kept = 0;
    Object lock = new Object();
    for (int site = 1; site <= 100_000; site++) {
      kept += add(lock, site, null) == null ? 0 : 1;
    }
    assertThat(kept).isBetween(100, 100_000 - 1);
    int found = 0;
    for (int site = 1; site <= 100_000; site++) {
      found += find(lock, site) == null ? 0 : 1;
    }
    assertThat(found).isBetween(1, 200);
  }
}
