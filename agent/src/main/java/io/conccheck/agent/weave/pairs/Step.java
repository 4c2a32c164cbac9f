package io.conccheck.agent.weave.pairs;

import net.bytebuddy.jar.asm.Label;

/**
 * One instruction.
 *
 * @param operand local variable, or number of dimensions, or 0
 * @param owner of a field or method, else the type an instruction names, else null
 * @param targets where it may jump
 * @param line 0 if unknown
 */
record Step(
    int opcode,
    int operand,
    String owner,
    String name,
    String desc,
    Label[] targets,
    boolean constant,
    int line) {

  private static final Label[] NOWHERE = {};

  static Step plain(int opcode, int operand, int line) {
    return new Step(opcode, operand, null, null, null, NOWHERE, false, line);
  }

  static Step constant(int opcode, String desc, int line) {
    return new Step(opcode, 0, null, null, desc, NOWHERE, true, line);
  }

  static Step member(int opcode, String owner, String name, String desc, int line) {
    return new Step(opcode, 0, owner, name, desc, NOWHERE, false, line);
  }

  static Step jump(int opcode, Label[] targets, int line) {
    return new Step(opcode, 0, null, null, null, targets, false, line);
  }
}
