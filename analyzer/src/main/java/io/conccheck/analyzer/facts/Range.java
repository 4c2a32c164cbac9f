package io.conccheck.analyzer.facts;

import java.util.List;

/**
 * A stretch of code in one file.
 *
 * @param from where it begins, as {@link BodyReader#order} counts
 * @param to where it ends; {@link Long#MAX_VALUE} for all the rest
 */
record Range(long from, long to) {

  /** True for a place in one of them. */
  static boolean any(List<Range> ranges, long at) {
    for (Range r : ranges) {
      if (at >= r.from && at <= r.to) {
        return true;
      }
    }
    return false;
  }
}
