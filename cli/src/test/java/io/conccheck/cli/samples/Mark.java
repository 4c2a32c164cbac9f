package io.conccheck.cli.samples;

import java.util.Set;

/**
 * What a comment of a sample says must be found on its line.
 *
 * @param later true if it is not found yet, and must be marked as wanted as soon as it is
 * @param eye who must find it
 * @param ruleId under which rule
 * @param line 1-based line of the comment
 * @param from oldest JDK for which the mark holds
 * @param to newest JDK for which the mark holds
 * @param groups numbers that join this line to the other side of the same finding; empty if the
 *     line alone matters
 */
record Mark(
    boolean later, Eye eye, String ruleId, int line, int from, int to, Set<Integer> groups) {

  Mark {
    groups = Set.copyOf(groups);
  }

  boolean holdsOn(int jdk) {
    return from <= jdk && jdk <= to;
  }
}
