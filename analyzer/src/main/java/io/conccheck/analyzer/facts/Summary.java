package io.conccheck.analyzer.facts;

import java.util.ArrayList;
import java.util.List;

/**
 * What running a body does, calls included, in terms of its own {@code this} and parameters. Each
 * list is cut off at a bound, so that the cost of a scan stays linear.
 */
final class Summary {

  static final int MOST_ACCESSES = 120;
  static final int MOST_ACQUIRES = 40;
  static final int MOST_BLOCKS = 8;
  static final int MOST_SPAWNS = 16;

  /** What a body that does nothing does. */
  static final Summary EMPTY = new Summary();

  final List<Traced<Access>> accesses = new ArrayList<>();
  final List<Traced<Acquire>> acquires = new ArrayList<>();
  final List<Traced<Block>> blocks = new ArrayList<>();
  final List<Traced<Spawn>> spawns = new ArrayList<>();
  final List<Join> joins = new ArrayList<>();

  static <T> void add(List<T> to, T item, int most) {
    if (to.size() < most) {
      to.add(item);
    }
  }
}
