package io.conccheck.agent.weave.loops;

import net.bytebuddy.jar.asm.MethodVisitor;

/** What the weaving of loops asks of the weaving of single instructions. */
public interface Checks {

  /** How the next access is checked. */
  interface Next {

    /** Number of the access's place, taken by {@link Checks#takeSite}. */
    int site();

    /** True if nothing is to be emitted at the access. */
    boolean later();

    /** Emits the check of an element; array and index lie on the stack and are taken. */
    void now(MethodVisitor raw);
  }

  /** Says how the access that the next instruction makes is checked. */
  void check(Next next);

  /** Says that the access which the instruction with that opcode makes next needs no check. */
  void drop(int opcode);

  /** A number for a place that is told when the access is woven. */
  int takeSite();

  /** Where code goes that is not to be woven. */
  MethodVisitor raw();

  /** Emits the thread's state. */
  void loadState();

  /**
   * Emits the check of a field; its owner, unless static, and a thread's state lie on the stack.
   */
  void checkField(int opcode, String owner, String name, String desc, int site);
}
