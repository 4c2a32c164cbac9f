package io.conccheck.agent.weave;

/** What instructions without operand do to the depth of the operand stack. */
public final class Slots {

  /** Slots that each instruction without operand pops, by opcode; 0 where it is met elsewhere. */
  private static final String POPS =
      "0000000000000000000000000000000000000000000000222222220000000000000000"
          + "0000000003434333312000000024242424242424242424121223232324242401112221"
          + "11222111422440000000000000000000121210000000000000110011";

  /** Slots that each instruction without operand pushes, by opcode. */
  private static final String PUSHES =
      "0111111112211122000000000000000000000000000000121211110000000000000000"
          + "0000000000000000000000000012121212121212121212121212121212121202121121"
          + "22121111111110000000000000000000000000000000000000100000";

  private Slots() {}

  /** Slots that the instruction pops; 0 for those that have operands or shuffle the stack. */
  public static int popped(int opcode) {
    return POPS.charAt(opcode) - '0';
  }

  /** Slots that it pushes then. */
  public static int pushed(int opcode) {
    return PUSHES.charAt(opcode) - '0';
  }
}
