package io.conccheck.analyzer.types;

import java.util.List;

/**
 * One thing that a short method does to locks, or leaves to another method that may: what code of
 * other files must know to tell what they hold. Objects are written as chains: {@code this}, {@code
 * #0} for the first parameter, {@code #0.lock} for a field of it, {@code mutex} or {@code
 * this.mutex} for a field of the class or of one around it, {@code rw.readLock()} for one side of a
 * lock; {@code ?} for anything else.
 *
 * @param call name of the method that is called, {@link #NEW} for a constructor, {@link #TRIED} and
 *     a name where the result says whether it was done
 * @param on the object it is called on; of a constructor the class, as written until it is looked
 *     up
 * @param arguments what it is given
 */
public record LockStep(String call, String on, List<String> arguments) {

  /** Stands for the name of a constructor. */
  public static final String NEW = "new";

  /** Begins the name of what a method tries for its caller. */
  public static final String TRIED = "return ";

  LockStep of(String resolved) {
    return new LockStep(call, resolved, arguments);
  }
}
