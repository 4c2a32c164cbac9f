package io.conccheck.cli.samples;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The marks of one sample for one eye and one JDK, held against what was found in any number of
 * runs. Used by one thread.
 */
final class Expectations {

  /** A single line, or the lines that a number joins. */
  private record Expected(String ruleId, Set<Integer> lines, boolean joined) {

    /**
     * A finding's primary location must be one of the lines. Of joined lines each must be a side of
     * it; it may tell further places, such as where a lock is held. A number that stands on one
     * line alone means that all sides are there.
     */
    boolean matches(Sighting s) {
      if (!ruleId.equals(s.ruleId()) || !lines.contains(s.line())) {
        return false;
      }
      Set<Integer> seen = new HashSet<>(s.sides());
      seen.add(s.line());
      return !joined || (lines.size() == 1 ? seen.equals(lines) : seen.containsAll(lines));
    }

    @Override
    public String toString() {
      return ruleId + " on " + (lines.size() == 1 ? "line " : "lines ") + lines;
    }
  }

  private final Set<Expected> wanted = new HashSet<>();
  private final Set<Expected> later = new HashSet<>();
  private final Set<Expected> met = new HashSet<>();
  private final List<String> objections = new ArrayList<>();

  Expectations(List<Mark> marks, Eye eye, int jdk) {
    Map<String, Expected> joined = new LinkedHashMap<>();
    for (Mark m : marks) {
      if (m.eye() != eye || !m.holdsOn(jdk)) {
        continue;
      }
      Set<Expected> kind = m.later() ? later : wanted;
      if (m.groups().isEmpty()) {
        kind.add(new Expected(m.ruleId(), Set.of(m.line()), false));
      }
      for (int group : m.groups()) {
        String key = m.later() + m.ruleId() + "#" + group;
        Expected e =
            joined.computeIfAbsent(key, k -> new Expected(m.ruleId(), new TreeSet<>(), true));
        e.lines().add(m.line());
      }
    }
    joined.forEach((key, e) -> (key.startsWith("true") ? later : wanted).add(e));
  }

  /** Takes note of one finding. */
  void saw(Sighting sighting) {
    boolean known = false;
    for (Expected e : wanted) {
      if (e.matches(sighting)) {
        met.add(e);
        known = true;
      }
    }
    for (Expected e : later) {
      if (e.matches(sighting)) {
        objections.add("found though marked `later`, mark it `want`: " + sighting.told());
        known = true;
      }
    }
    if (!known) {
      objections.add("unexpected: " + sighting.told());
    }
  }

  /** What was found against the marks. */
  List<String> objections() {
    return List.copyOf(objections);
  }

  /** What was wanted and not found so far, in words. */
  List<String> missing() {
    return wanted.stream()
        .filter(e -> !met.contains(e))
        .map(e -> "not found: " + e)
        .sorted()
        .toList();
  }

  int wanted() {
    return wanted.size();
  }

  int later() {
    return later.size();
  }
}
