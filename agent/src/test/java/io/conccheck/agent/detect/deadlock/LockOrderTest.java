package io.conccheck.agent.detect.deadlock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LockOrderTest {

  private final List<LockNode> nodes = new ArrayList<>();
  private final LockOrder order = new LockOrder();

  private boolean reaches(LockNode from, LockNode to) {
    List<LockNode> met = new ArrayList<>(List.of(from));
    for (int i = 0; i < met.size(); i++) {
      for (LockEdge e : met.get(i).out()) {
        if (!met.contains(e.to)) {
          met.add(e.to);
        }
      }
    }
    return met.contains(to);
  }

  private boolean add(LockNode from, LockNode to) {
    boolean ended = order.endedBy(from, to);
    from.add(new LockEdge(to));
    return ended;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void endsWithTheFirstEdgeThatClosesACycle(int seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 40; i++) {
      nodes.add(new LockNode(i, new Object(), null));
    }
    boolean closed = false;
    int taken = 0;
    while (!closed) {
      LockNode from = nodes.get(random.nextInt(40));
      LockNode to = nodes.get(random.nextInt(40));
      boolean closes = reaches(to, from);
      if (from != to && from.to(to) == null && (!closes || random.nextInt(200) == 0)) {
        closed = closes;
        assertThat(add(from, to)).as("edge %d", taken).isEqualTo(closes);
        taken++;
        if (taken % 50 == 0 && !closed) {
          sweep(random);
        }
      }
    }
    assertThat(taken).isGreaterThan(10);
    assertThat(order.endedBy(nodes.get(0), nodes.get(1))).as("for ever").isTrue();
  }

  /** Locks that come between two others halve what room there is; then many come at once. */
  @Test
  void makesRoomForManyWhereThereIsLittle() {
    LockNode before = node();
    LockNode behind = node();
    add(before, behind);
    for (int round = 0; round < 100; round++) {
      LockNode first = node();
      add(first, node()); // nothing leads to it: it comes to stand before all others
      for (int i = 0; i < round; i++) {
        LockNode more = node();
        add(more, node());
        add(first, more);
      }
      assertThat(add(before, first)).isFalse();
    }
    for (LockNode n : nodes) {
      for (LockEdge e : n.out()) {
        assertThat(n.place).isLessThan(e.to.place);
      }
    }
  }

  private LockNode node() {
    LockNode n = new LockNode(nodes.size(), new Object(), null);
    nodes.add(n);
    return n;
  }

  private void sweep(Random random) {
    List<LockNode> sources = new ArrayList<>(nodes);
    LockNode emptied = nodes.get(random.nextInt(40));
    emptied.out().removeIf(e -> true);
    order.sweep(sources);
    for (LockNode n : nodes) {
      boolean hasEdge = !n.out().isEmpty() || nodes.stream().anyMatch(m -> m.to(n) != null);
      assertThat(n.place != LockOrder.NOWHERE).isEqualTo(hasEdge);
      assertThat(n.met).isFalse();
      for (LockEdge e : n.out()) {
        assertThat(n.place).isLessThan(e.to.place);
      }
    }
  }
}
