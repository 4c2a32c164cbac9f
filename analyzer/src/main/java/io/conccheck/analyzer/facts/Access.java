package io.conccheck.analyzer.facts;

import io.conccheck.findings.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One use of a field, or of what a collection, buffer or array holds.
 *
 * @param path what is used; the last field is the field itself
 * @param kind read, write or both
 * @param held locks surely held there by the code itself, outermost first
 * @param site where
 * @param loop begin of the outermost loop around it in its body, line times 4096 plus column; 0 for
 *     none
 * @param flags see the constants
 */
public record Access(
    Path path, Kind kind, List<LockKey> held, Location site, long loop, int flags) {

  /** Set where the field is volatile: single reads and writes are no race. */
  public static final int VOLATILE = 1;

  /** Set where the field is final: its own value is safe, what it leads to may not be. */
  public static final int FINAL = 2;

  /** Set where the field is a long or double: a plain one may be torn. */
  public static final int WIDE = 4;

  /** Set for a read in the condition of a loop. */
  public static final int LOOP_TEST = 8;

  /** Set where the access is not to a field but to what a JDK object or array holds. */
  public static final int CONTENTS = 16;

  /** Set for a write of a constant. */
  public static final int CONSTANT = 32;

  /** Set for the use of an object that orders threads: an atomic, a latch, a blocking queue. */
  public static final int SYNC = 64;

  /** Set for an element of which it is not known which, and for a read of them all. */
  public static final int ELEMENT = 128;

  /** Set where the field is a primitive that is never torn. */
  public static final int WORD = 256;

  /** Set where threads are told something, but nothing is learnt of what others did. */
  public static final int BLIND = 512;

  /** Read, write, or a read and a write that belong together ({@code x++}). */
  public enum Kind {
    READ,
    WRITE,
    UPDATE
  }

  public boolean is(int flag) {
    return (flags & flag) != 0;
  }

  public boolean writes() {
    return kind != Kind.READ;
  }

  /** The same access with every path, those of its locks too, read otherwise; outside all loops. */
  Access map(UnaryOperator<Path> paths) {
    List<LockKey> locks =
        held.stream()
            .map(
                k ->
                    k.path().isFresh()
                        ? k
                        : new LockKey(k.kind(), k.symbol(), paths.apply(k.path())))
            .toList();
    return new Access(paths.apply(path), kind, locks, site, loop, flags);
  }

  /** The same access told where the code is called that does it. */
  Access seenAt(Location call, List<LockKey> callers) {
    List<LockKey> all = new ArrayList<>(callers);
    all.addAll(held);
    return new Access(path, kind, List.copyOf(all), call, loop, flags);
  }

  /** The same access of something else. */
  Access at(Path other) {
    return new Access(other, kind, held, site, loop, flags);
  }

  /** The same access seen by a caller that holds more. */
  Access rebase(UnaryOperator<Path> roots, List<LockKey> callerHeld, long callerLoop) {
    List<LockKey> all = new ArrayList<>(callerHeld);
    held.forEach(k -> all.add(k.rebase(roots)));
    return new Access(
        path.rebase(roots),
        kind,
        List.copyOf(all),
        site,
        callerLoop != 0 ? callerLoop : loop,
        flags);
  }
}
