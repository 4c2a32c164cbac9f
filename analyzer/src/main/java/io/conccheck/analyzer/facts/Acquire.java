package io.conccheck.analyzer.facts;

import io.conccheck.findings.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A place where a lock is asked for.
 *
 * @param lock which
 * @param held locks surely held there, outermost first
 * @param site where
 * @param ordered true where a comparison decides which lock comes first
 * @param trying true for tryLock and its like, which give up
 */
record Acquire(LockKey lock, List<LockKey> held, Location site, boolean trying, boolean ordered) {
  Acquire rebase(UnaryOperator<Path> roots, List<LockKey> callerHeld) {
    List<LockKey> all = new ArrayList<>(callerHeld);
    held.forEach(k -> all.add(k.rebase(roots)));
    return new Acquire(lock.rebase(roots), List.copyOf(all), site, trying, ordered);
  }
}
