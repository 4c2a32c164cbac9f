package io.conccheck.agent.weave.loops;

import net.bytebuddy.jar.asm.Opcodes;

/**
 * Where a value comes from, as far as that is known.
 *
 * @param opcode the instruction that made it; NOP for an unknown value
 * @param ordinal number of that instruction, -1 if unknown
 * @param number local or constant
 * @param left first operand, or null
 * @param right second operand, or null
 */
record Expr(int opcode, int ordinal, int number, Expr left, Expr right) {

  static final Expr UNKNOWN = new Expr(Opcodes.NOP, -1, 0, null, null);

  static Expr constant(int ordinal, int value) {
    return new Expr(Opcodes.LDC, ordinal, value, null, null);
  }

  boolean isConstant() {
    return opcode == Opcodes.LDC;
  }

  /** True for the value of that local variable. */
  boolean isLocal() {
    return opcode == Opcodes.ALOAD || opcode == Opcodes.ILOAD;
  }
}
