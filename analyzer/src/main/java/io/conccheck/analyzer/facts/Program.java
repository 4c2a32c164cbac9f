package io.conccheck.analyzer.facts;

import io.conccheck.analyzer.types.ClassIndex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What is known once all files have been read. For use by one thread. */
public final class Program {

  private final ClassIndex classes;
  private final Map<String, Body> bodies; // by key, in its order
  private final Map<String, List<Body>> byOwner;
  private final CallGraph calls;
  private final Summaries summaries;
  private final ThreadEntries entries;
  private final LocksAtEntry locksAtEntry;

  public Program(ClassIndex classes, List<FileSummary> files, Together together) {
    this.classes = classes;
    this.bodies = new LinkedHashMap<>();
    this.byOwner = new HashMap<>();
    List<Body> all = new ArrayList<>();
    files.forEach(f -> all.addAll(f.bodies()));
    all.sort(Comparator.comparing(b -> b.key));
    all.forEach(b -> bodies.putIfAbsent(b.key, b));
    int number = 0;
    for (Body b : bodies.values()) {
      b.number = number++;
      byOwner.computeIfAbsent(b.owner, o -> new ArrayList<>()).add(b);
    }
    GivenFunctions.add(bodies);
    this.calls = new CallGraph(classes, bodies, together);
    this.summaries = new Summaries(bodies, calls);
    List<Object> both =
        together.all(
            List.<Supplier<Object>>of(
                () -> new ThreadEntries(bodies), () -> new LocksAtEntry(bodies)));
    this.entries = (ThreadEntries) both.get(0);
    this.locksAtEntry = (LocksAtEntry) both.get(1);
  }

  private Program(Program same) {
    this.classes = same.classes;
    this.bodies = same.bodies;
    this.byOwner = same.byOwner;
    this.calls = same.calls;
    this.summaries = new Summaries(bodies, calls);
    this.entries = same.entries;
    this.locksAtEntry = same.locksAtEntry;
  }

  /** The same program for another thread, which composes its summaries by itself. */
  public Program aside() {
    return new Program(this);
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
