package io.conccheck.analyzer.types;

import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Notes on which classes an answer depends, found or not. Answers that are kept for all files keep
 * their notes with them, and hand them to whoever uses them. Safe for use by several threads; each
 * notes for itself.
 */
public final class Recorder {

  /** What one answer depends on; written by one thread, then read by many. */
  private static final class Notes {
    final Set<String> names = new HashSet<>();
    final Set<Notes> through = Collections.newSetFromMap(new IdentityHashMap<>());
  }

  /** An answer that is kept. */
  static final class Known<V> {
    private final V value;
    private final Notes notes;

    private Known(V value, Notes notes) {
      this.value = value;
      this.notes = notes;
    }
  }

  /**
   * A result and the names of the classes it depends on.
   *
   * @param value what was asked for
   * @param names binary names, of classes that were found and of those that were not, and parts of
   *     scanned ones (see {@link ClassDigest})
   */
  public record Recorded<V>(V value, Set<String> names) {}

  private final ThreadLocal<Notes> current = new ThreadLocal<>();
  private final boolean on;

  /** A recorder; it costs nothing where it is off. */
  Recorder(boolean on) {
    this.on = on;
  }

  /** False if nothing is noted. */
  boolean isOn() {
    return on;
  }

  /** A class was looked up. */
  void note(String name) {
    if (on) {
      Notes notes = current.get();
      if (notes != null) {
        notes.names.add(name);
      }
    }
  }

  /** Finds an answer that is to be kept. To the asker itself it is given by {@link #use}. */
  <V> Known<V> keep(Supplier<V> question) {
    if (!on) {
      return new Known<>(question.get(), null);
    }
    Notes before = current.get();
    Notes notes = new Notes();
    current.set(notes);
    try {
      return new Known<>(question.get(), notes);
    } finally {
      current.set(before);
    }
  }

  /** The answer, which the question asked now depends on too. */
  <V> V use(Known<V> known) {
    if (on) {
      Notes notes = current.get();
      if (notes != null) {
        notes.through.add(known.notes);
      }
    }
    return known.value;
  }

  /** Does something and tells which classes it depends on; none if the recorder is off. */
  public <V> Recorded<V> record(Supplier<V> work) {
    Known<V> known = keep(work);
    Set<String> names = new HashSet<>();
    if (on) {
      collect(known.notes, names, Collections.newSetFromMap(new IdentityHashMap<>()));
    }
    return new Recorded<>(known.value, names);
  }

  private static void collect(Notes notes, Set<String> names, Set<Notes> seen) {
    if (seen.add(notes)) {
      names.addAll(notes.names);
      notes.through.forEach(t -> collect(t, names, seen));
    }
  }
}
