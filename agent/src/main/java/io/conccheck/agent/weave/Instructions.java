package io.conccheck.agent.weave;

import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.Opcodes;

/** How long instructions are and where they lead, for who passes over code as it lies (JVMS 6). */
final class Instructions {

  private static final int LDC_W = 0x13;
  private static final int LDC2_W = 0x14;
  private static final int WIDE = 0xC4;
  private static final int GOTO_W = 0xC8;
  private static final int JSR_W = 0xC9;
  private static final int LAST = JSR_W;

  /** Length by opcode in bytes; 0 where it hangs on what follows. */
  private static final byte[] LENGTHS = lengths();

  private Instructions() {}

  private static byte[] lengths() {
    byte[] all = new byte[LAST + 1];
    fill(all, 1, 0, LAST);
    fill(all, 2, Opcodes.ILOAD, Opcodes.ALOAD);
    fill(all, 2, Opcodes.ISTORE, Opcodes.ASTORE);
    fill(all, 3, Opcodes.IFEQ, Opcodes.JSR);
    fill(all, 3, Opcodes.GETSTATIC, Opcodes.INVOKESTATIC);
    fill(all, 5, Opcodes.INVOKEINTERFACE, Opcodes.INVOKEDYNAMIC);
    fill(all, 3, Opcodes.IFNULL, Opcodes.IFNONNULL);
    fill(all, 5, GOTO_W, JSR_W);
    all[Opcodes.BIPUSH] = 2;
    all[Opcodes.SIPUSH] = 3;
    all[Opcodes.LDC] = 2;
    all[LDC_W] = 3;
    all[LDC2_W] = 3;
    all[Opcodes.IINC] = 3;
    all[Opcodes.RET] = 2;
    all[Opcodes.TABLESWITCH] = 0;
    all[Opcodes.LOOKUPSWITCH] = 0;
    all[Opcodes.NEW] = 3;
    all[Opcodes.NEWARRAY] = 2;
    all[Opcodes.ANEWARRAY] = 3;
    all[Opcodes.CHECKCAST] = 3;
    all[Opcodes.INSTANCEOF] = 3;
    all[WIDE] = 0;
    all[Opcodes.MULTIANEWARRAY] = 4;
    return all;
  }

  private static void fill(byte[] all, int length, int from, int to) {
    for (int op = from; op <= to; op++) {
      all[op] = (byte) length;
    }
  }

  /**
   * Length of an instruction in bytes.
   *
   * @param start where its method's code begins
   * @throws IllegalArgumentException if there is no such instruction
   */
  static int length(ClassReader code, int opcode, int at, int start) {
    if (opcode > LAST) {
      throw new IllegalArgumentException("no instruction has the opcode " + opcode);
    }
    if (LENGTHS[opcode] != 0) {
      return LENGTHS[opcode];
    }
    if (opcode == WIDE) {
      return code.readByte(at + 1) == Opcodes.IINC ? 6 : 4;
    }
    int padded = at + 4 - (at - start & 3); // operands begin at a multiple of four
    int pairs =
        opcode == Opcodes.LOOKUPSWITCH
            ? 8 + 8 * code.readInt(padded + 4)
            : 12 + 4 * (code.readInt(padded + 8) - code.readInt(padded + 4) + 1);
    return padded + pairs - at;
  }

  /** True if it may jump, a switch aside. */
  static boolean jumps(int opcode) {
    return opcode >= Opcodes.IFEQ && opcode <= Opcodes.JSR
        || opcode >= Opcodes.IFNULL && opcode <= JSR_W;
  }

  /** How far one that {@link #jumps} does so, in bytes from where it lies. */
  static int jump(ClassReader code, int opcode, int at) {
    return opcode >= GOTO_W ? code.readInt(at + 1) : code.readShort(at + 1);
  }

  /** True if what lies behind it never follows it. */
  static boolean ends(int opcode) {
    return opcode >= Opcodes.GOTO && opcode <= Opcodes.RETURN
        || opcode == Opcodes.ATHROW
        || opcode >= GOTO_W;
  }
}
