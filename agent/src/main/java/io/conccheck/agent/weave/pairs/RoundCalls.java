package io.conccheck.agent.weave.pairs;

import java.util.Set;
import net.bytebuddy.jar.asm.Opcodes;

/** Calls of the JDK after which a thread that goes round in a loop is where it was before. */
final class RoundCalls {

  private static final Set<String> LOCKS =
      Set.of("lock", "unlock", "tryLock", "lockInterruptibly", "tryAcquire", "release", "isLocked");

  private static final Set<String> SETS =
      Set.of("set", "lazySet", "setRelease", "setPlain", "getAndSet", "compareAndSet");

  private static final Set<String> WORDS =
      Set.of("print", "println", "printf", "format", "append", "toString", "flush");

  private static final Set<String> NAMES =
      Set.of(
          "getMessage",
          "printStackTrace",
          "getName",
          "getClass",
          "getSimpleName",
          "threadId",
          "getId",
          "hashCode",
          "name");

  private RoundCalls() {}

  /** True if the call leaves nothing behind that the next round would find grown. */
  static boolean repeats(Step s) {
    String owner = s.owner();
    String name = s.name();
    if (!owner.startsWith("java/")) {
      return false;
    }
    boolean says =
        owner.equals("java/io/PrintStream")
            || owner.equals("java/lang/StringBuilder")
            || owner.equals("java/lang/String");
    return LookCalls.harmless(s)
        || sets(s)
        || says && WORDS.contains(name)
        || NAMES.contains(name)
        || name.equals("sleep")
        || owner.startsWith("java/util/concurrent/") && LOCKS.contains(name)
        || owner.equals("java/lang/Object") && name.equals("wait") && s.desc().startsWith("(J")
        || name.equals("<init>") && madeInPassing(owner)
        || owner.equals("java/util/Random") && name.equals("nextInt")
        || owner.equals("java/util/concurrent/ThreadLocalRandom");
  }

  /** True for what a loop may make anew in each round and forget. */
  static boolean madeInPassing(String type) {
    return type.equals("java/lang/StringBuilder")
        || type.equals("java/lang/Object")
        || type.endsWith("Exception")
        || type.endsWith("Error");
  }

  /** True if it writes a value that other threads read. */
  static boolean sets(Step s) {
    return s.owner().startsWith("java/util/concurrent/atomic/") && SETS.contains(s.name());
  }

  /** True for sums and products, by which a number can become another in each round. */
  static boolean counts(int op, Step before) {
    boolean minus = op == Opcodes.ISUB && before != null && !before.constant(); // such as 1 - side
    return op == Opcodes.IINC || op >= Opcodes.IADD && op <= Opcodes.LUSHR && !minus;
  }
}
