package io.conccheck.analyzer.facts;

import io.conccheck.analyzer.types.ClassIndex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is known once all files have been read. For use by one thread. */
public final class Program {

  private final ClassIndex classes;
  private final Map<String, Body> bodies = new LinkedHashMap<>(); // by key, in its order
  private final Map<String, List<Body>> byOwner = new HashMap<>();
  private final CallGraph calls;
  private final Summaries summaries;
  private final ThreadEntries entries;
  private final LocksAtEntry locksAtEntry;

  public Program(ClassIndex classes, List<FileSummary> files) {
    this.classes = classes;
    List<Body> all = new ArrayList<>();
    files.forEach(f -> all.addAll(f.bodies()));
    all.sort(Comparator.comparing(b -> b.key));
    all.forEach(b -> bodies.putIfAbsent(b.key, b));
    bodies.values().forEach(b -> byOwner.computeIfAbsent(b.owner, o -> new ArrayList<>()).add(b));
    GivenFunctions.add(bodies);
    this.calls = new CallGraph(classes, bodies);
    this.summaries = new Summaries(bodies, calls);
    this.entries = new ThreadEntries(bodies, calls);
    this.locksAtEntry = new LocksAtEntry(bodies, calls);
  }

  /** All classes. */
  public ClassIndex classes() {
    return classes;
  }

  /** Who calls whom. */
  public CallGraph calls() {
    return calls;
  }

  /** Which code runs on threads of its own. */
  public ThreadEntries entries() {
    return entries;
  }

  /** Which locks every caller of a helper holds. */
  public LocksAtEntry locksAtEntry() {
    return locksAtEntry;
  }

  Summaries summaries() {
    return summaries;
  }

  Map<String, Body> bodies() {
    return bodies;
  }

  /** The bodies directly in that class, lambdas included, in the order of their keys. */
  List<Body> bodiesOf(String owner) {
    return byOwner.getOrDefault(owner, List.of());
  }
}
