package io.conccheck.analyzer.types;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * All classes a scan can know: the scanned ones, then those of the class path, then the JDK's. Safe
 * for use by several threads; filled before it is asked.
 */
public final class ClassIndex implements ClassSource {

  private final ConcurrentMap<String, ClassInfo> scanned = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Optional<ClassInfo>> read = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Recorder.Known<Ancestry>> ancestries =
      new ConcurrentHashMap<>();
  private final Promises promises;
  private final Recorder recorder;
  private final ClassIndex below;
  private final List<ClassSource> binaries;

  /** An index over class files, asked in that order, to which scanned classes are added. */
  public ClassIndex(List<ClassSource> binaries) {
    this(binaries, false);
  }

  /**
   * The same.
   *
   * @param recording true if {@link #recorder} shall note which classes are looked up
   */
  public ClassIndex(List<ClassSource> binaries, boolean recording) {
    this(binaries, recording, Promises.NONE);
  }

  /** The same, for users who say more than the sources. */
  public ClassIndex(List<ClassSource> binaries, boolean recording, Promises promises) {
    this.promises = promises;
    this.recorder = new Recorder(recording);
    this.below = null;
    this.binaries = List.copyOf(binaries);
  }

  /** An index whose own scanned classes hide those of the same names in another one. */
  public ClassIndex(ClassIndex below) {
    this.promises = below.promises;
    this.recorder = below.recorder;
    this.below = below;
    this.binaries = List.of();
  }

  /** What users say about classes beyond their sources. */
  public Promises promises() {
    return promises;
  }

  /** Notes which classes are looked up, here and in the indexes below and above. */
  public Recorder recorder() {
    return recorder;
  }

  /** Adds a scanned class. Of two with one name the first stays. */
  public void add(ClassInfo info) {
    scanned.putIfAbsent(info.name(), info);
  }

  /** Replaces a local or anonymous class by what remains of it. */
  public void settle(UnnamedClass info) {
    scanned.put(info.name(), info);
    ancestries.remove(info.name());
  }

  /** All scanned classes, in no order; those of hidden names too. */
  public Collection<ClassInfo> scanned() {
    if (below == null) {
      return scanned.values();
    }
    List<ClassInfo> all = new ArrayList<>(scanned.values());
    all.addAll(below.scanned());
    return all;
  }

  @Override
  public ClassInfo find(String binaryName) {
    recorder.note(binaryName);
    ClassInfo source = scanned.get(binaryName);
    if (source != null) {
      return source;
    }
    if (below != null) {
      return below.find(binaryName);
    }
    Optional<ClassInfo> known = read.get(binaryName);
    if (known == null) {
      known = Optional.ofNullable(readAny(binaryName));
      read.put(binaryName, known);
    }
    return known.orElse(null);
  }

  private ClassInfo readAny(String binaryName) {
    for (ClassSource s : binaries) {
      ClassInfo info = s.find(binaryName);
      if (info != null) {
        return info;
      }
    }
    return null;
  }

  /**
   * A class and everything above it.
   *
   * @param names binary names, the class itself among them
   * @param complete false if one of them could not be found
   */
  record Ancestry(Set<String> names, boolean complete) {}

  /** Whether values of a class are values of another class or interface. */
  public Answer isSubclass(String binaryName, String ancestor) {
    if (binaryName.equals(ancestor) || ancestor.equals("java.lang.Object")) {
      return Answer.YES;
    }
    Ancestry all = ancestry(binaryName);
    return all.names.contains(ancestor) ? Answer.YES : all.complete ? Answer.NO : Answer.UNKNOWN;
  }

  /** Names of the class itself and of all its known superclasses and interfaces. */
  public Set<String> ancestors(String binaryName) {
    return ancestry(binaryName).names;
  }

  private Ancestry ancestry(String binaryName) {
    Recorder.Known<Ancestry> known = ancestries.get(binaryName);
    if (known == null) {
      known = recorder.keep(() -> climb(binaryName));
      ancestries.put(binaryName, known);
    }
    return recorder.use(known);
  }

  private Ancestry climb(String binaryName) {
    Set<String> names = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(binaryName));
    boolean complete = true;
    while (!open.isEmpty()) {
      String name = open.pop();
      if (!names.add(name)) {
        continue;
      }
      ClassInfo info = find(name);
      if (info == null) {
        complete = false;
        continue;
      }
      for (TypeRef up : Supertypes.of(info)) {
        if (up.isUnknown()) {
          complete = false;
        } else {
          open.push(up.name());
        }
      }
    }
    return new Ancestry(Set.copyOf(names), complete);
  }
}
