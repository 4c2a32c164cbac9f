package io.conccheck.agent.weave;

import java.util.Set;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Calls that acquire a lock other than a monitor. The hooks inside the JDK's locks see neither the
 * place nor the field the lock came from, so woven code leaves both with the thread before it
 * calls. Names decide, whatever the class: one that is no lock costs a store.
 */
final class LockCalls {

  private static final Set<String> ACQUIRES =
      Set.of(
          "lock",
          "lockInterruptibly",
          "tryLock",
          "writeLock",
          "readLock",
          "acquire",
          "acquireInterruptibly",
          "acquireUninterruptibly",
          "tryAcquire");

  private static final Set<String> HALVES =
      Set.of("readLock", "writeLock", "asReadLock", "asWriteLock", "asReadWriteLock");

  private LockCalls() {}

  static boolean acquires(int opcode, String name) {
    return (opcode == Opcodes.INVOKEVIRTUAL || opcode == Opcodes.INVOKEINTERFACE)
        && ACQUIRES.contains(name);
  }

  /** True if the call gives a view of its receiver, which goes by the same name. */
  static boolean gives(String owner, String name, String desc) {
    return owner.startsWith("java/util/concurrent/locks/")
        && HALVES.contains(name)
        && desc.startsWith("()L");
  }
}
