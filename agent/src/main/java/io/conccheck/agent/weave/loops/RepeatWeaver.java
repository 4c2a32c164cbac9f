package io.conccheck.agent.weave.loops;

import java.util.BitSet;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Tells the weaving of single instructions, before each, which accesses need no check. */
public final class RepeatWeaver extends MethodVisitor {

  private final Checks checks;
  private final BitSet repeats;
  private int ordinal;

  /**
   * For one method.
   *
   * @param repeats ordinals of the accesses
   */
  public RepeatWeaver(MethodVisitor next, Checks checks, BitSet repeats) {
    super(Opcodes.ASM9, next);
    this.checks = checks;
    this.repeats = repeats;
  }

  private void access(int opcode) {
    if (repeats.get(ordinal++)) {
      checks.drop(opcode);
    }
  }

  @Override
  public void visitInsn(int opcode) {
    access(opcode);
    super.visitInsn(opcode);
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    ordinal++;
    super.visitIntInsn(opcode, operand);
  }

  @Override
  public void visitVarInsn(int opcode, int index) {
    ordinal++;
    super.visitVarInsn(opcode, index);
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    ordinal++;
    super.visitTypeInsn(opcode, type);
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String desc) {
    access(opcode);
    super.visitFieldInsn(opcode, owner, name, desc);
  }

  @Override
  public void visitMethodInsn(int opcode, String owner, String name, String desc, boolean itf) {
    ordinal++;
    super.visitMethodInsn(opcode, owner, name, desc, itf);
  }

  @Override
  public void visitInvokeDynamicInsn(String name, String desc, Handle bootstrap, Object... args) {
    ordinal++;
    super.visitInvokeDynamicInsn(name, desc, bootstrap, args);
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    ordinal++;
    super.visitJumpInsn(opcode, label);
  }

  @Override
  public void visitLdcInsn(Object value) {
    ordinal++;
    super.visitLdcInsn(value);
  }

  @Override
  public void visitIincInsn(int index, int increment) {
    ordinal++;
    super.visitIincInsn(index, increment);
  }

  @Override
  public void visitTableSwitchInsn(int min, int max, Label dflt, Label... cases) {
    ordinal++;
    super.visitTableSwitchInsn(min, max, dflt, cases);
  }

  @Override
  public void visitLookupSwitchInsn(Label dflt, int[] keys, Label[] cases) {
    ordinal++;
    super.visitLookupSwitchInsn(dflt, keys, cases);
  }

  @Override
  public void visitMultiANewArrayInsn(String desc, int dims) {
    ordinal++;
    super.visitMultiANewArrayInsn(desc, dims);
  }
}
