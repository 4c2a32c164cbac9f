package io.conccheck.agent.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hashes are given, so that the test knows which objects fall into one set. */
class ShadowTableTest {

  private static final int WAYS = 8;
  private static final int SET = 5;
  private static final int MANY = 300;

  private final Table table = new Table();

  private static final class Mark extends ShadowTable.Shadowed {
    private int freed;

    Mark(Object o) {
      super(o);
    }

    @Override
    void free() {
      freed++;
    }
  }

  private static final class Table extends ShadowTable {
    @Override
    Shadowed make(Object o) {
      return new Mark(o);
    }
  }

  private Mark add(Object o, int hash) {
    return (Mark) table.findOrAdd(o, hash);
  }

  @Test
  void goesByIdentity() {
    String a = new String("same");
    String b = new String("same");
    Mark of = add(a, SET);
    assertThat(table.find(b, SET)).isNull();
    assertThat(add(b, SET)).isNotSameAs(of);
    assertThat(add(a, SET)).isSameAs(of);
    assertThat(table.find(a, SET)).isSameAs(of);
  }

  @Test
  void forgetsNothingWhileItMayGrow() {
    List<Object> objects = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      objects.add(new Object());
      add(objects.get(i), i << 20 | i);
    }
    for (int i = 0; i < 1_000; i++) {
      assertThat(table.find(objects.get(i), i << 20 | i)).isNotNull();
    }
    assertThat(table.dropped()).isZero();
  }

  @Test
  void hasPlacesByTheSizeOfTheHeap() {
    assertThat(ShadowTable.usual(64L << 20)).isEqualTo(1 << 14);
    assertThat(ShadowTable.usual(128L << 20)).isEqualTo(1 << 14);
    assertThat(ShadowTable.usual(300L << 20)).isEqualTo(1 << 15);
    assertThat(ShadowTable.usual(512L << 20)).isEqualTo(1 << 16);
    assertThat(ShadowTable.usual(64L << 30)).isEqualTo(1 << 16);
  }

  @Test
  void whatWasTouchedLongestAgoGivesWay() {
    Object touched = new Object();
    Object old = new Object();
    Mark ofTouched = add(touched, SET);
    Mark ofOld = add(old, SET);
    List<Object> others = new ArrayList<>();
    for (int i = 0; i < MANY; i++) { // they have other sets
      others.add(new Object());
      add(others.get(i), i % 100 * 8 + 6);
    }
    table.touched(ofTouched, SET);
    for (int i = 0; i < WAYS - 1; i++) {
      others.add(new Object());
      add(others.get(MANY + i), SET);
    }
    assertThat(table.holds(ofOld, SET)).isFalse();
    assertThat(table.find(old, SET)).isNull();
    assertThat(table.holds(ofTouched, SET)).isTrue();
    assertThat(table.find(touched, SET)).isSameAs(ofTouched);
  }

  @Test
  void aLongWalkLeavesSomeOfItsBeginning() {
    Object[] objects = new Object[ShadowTable.usual() / 2 * 3];
    for (int i = 0; i < objects.length; i++) {
      objects[i] = new Object();
      add(objects[i], hash(i));
    }
    int left = 0;
    for (int i = 0; i < objects.length / 8; i++) {
      left += table.find(objects[i], hash(i)) == null ? 0 : 1;
    }
    assertThat(left).isPositive();
    assertThat(table.dropped()).isBetween(objects.length / 4L, objects.length / 2L);
  }

  private static int hash(int i) {
    return (i & 15) << 20 | i >> 4;
  }

  @Test
  void forgetsAllWhenAsked() {
    Object o = new Object();
    Mark of = add(o, SET);
    table.clear();
    assertThat(table.holds(of, SET)).isFalse();
    assertThat(table.find(o, SET)).isNull();
    assertThat(add(o, SET)).isNotSameAs(of);
  }

  @Test
  void memoryIsGivenBackOnce() {
    Object o = new Object();
    Mark of = add(o, SET);
    assertThat(table.holdsMemory(of, SET)).isTrue();
    List<Object> others = new ArrayList<>();
    for (int i = 0; i < MANY * WAYS; i++) {
      others.add(new Object());
      add(others.get(i), SET);
    }
    assertThat(table.holds(of, SET)).isFalse();
    assertThat(of.freed).isEqualTo(1);
    assertThat(table.holdsMemory(of, SET)).isFalse();
    table.clear();
    assertThat(of.freed).isEqualTo(1);
  }

  @Test
  void memoryIsGivenBackWhenAllIsForgotten() {
    Object o = new Object();
    Mark of = add(o, SET);
    Object other = new Object();
    Mark ofOther = add(other, SET + 1);
    assertThat(table.holdsMemory(of, SET)).isTrue();
    table.clear();
    assertThat(of.freed).isEqualTo(1);
    assertThat(ofOther.freed).isZero();
  }
}
