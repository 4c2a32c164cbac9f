package io.conccheck.agent.weave.pairs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** The instructions of one method, numbered in the order of the class file. */
class Code extends MethodVisitor {

  /** A protected range, and the class of what is caught; null for all. */
  record Handler(Label start, Label end, Label handler, String type) {}

  final List<Step> steps = new ArrayList<>();
  final List<Handler> handlers = new ArrayList<>();
  final boolean isStatic;
  final String desc;
  int maxLocals;
  int maxStack;
  private final Map<Label, Integer> places = new HashMap<>();
  private int line;

  Code(boolean isStatic, String desc) {
    super(Opcodes.ASM9);
    this.isStatic = isStatic;
    this.desc = desc;
  }

  /** Number of the instruction at that label; the number of instructions for the method's end. */
  int place(Label label) {
    return places.get(label);
  }

  int size() {
    return steps.size();
  }

  @Override
  public void visitLabel(Label label) {
    places.put(label, steps.size());
  }

  @Override
  public void visitLineNumber(int line, Label start) {
    this.line = line;
  }

  @Override
  public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
    handlers.add(new Handler(start, end, handler, type));
  }

  @Override
  public void visitInsn(int opcode) {
    boolean constant = opcode >= Opcodes.ACONST_NULL && opcode <= Opcodes.DCONST_1;
    boolean wide =
        opcode == Opcodes.LCONST_0
            || opcode == Opcodes.LCONST_1
            || opcode == Opcodes.DCONST_0
            || opcode == Opcodes.DCONST_1;
    steps.add(
        constant ? Step.constant(opcode, wide ? "J" : "I", line) : Step.plain(opcode, 0, line));
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    steps.add(
        opcode == Opcodes.NEWARRAY
            ? Step.plain(opcode, operand, line)
            : Step.constant(opcode, "I", line));
  }

  @Override
  public void visitVarInsn(int opcode, int index) {
    steps.add(Step.plain(opcode, index, line));
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    steps.add(Step.member(opcode, type, null, null, line));
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String desc) {
    steps.add(Step.member(opcode, owner, name, desc, line));
  }

  @Override
  public void visitMethodInsn(int opcode, String owner, String name, String desc, boolean itf) {
    steps.add(Step.member(opcode, owner, name, desc, line));
  }

  @Override
  public void visitInvokeDynamicInsn(String name, String desc, Handle bootstrap, Object... args) {
    steps.add(Step.member(Opcodes.INVOKEDYNAMIC, null, name, desc, line));
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    steps.add(Step.jump(opcode, new Label[] {label}, line));
  }

  @Override
  public void visitLdcInsn(Object value) {
    boolean wide =
        value instanceof Long
            || value instanceof Double
            || value instanceof ConstantDynamic d && Type.getType(d.getDescriptor()).getSize() == 2;
    steps.add(Step.constant(Opcodes.LDC, wide ? "J" : "I", line));
  }

  @Override
  public void visitIincInsn(int index, int increment) {
    steps.add(Step.plain(Opcodes.IINC, index, line));
  }

  @Override
  public void visitTableSwitchInsn(int min, int max, Label dflt, Label... labels) {
    visitSwitch(Opcodes.TABLESWITCH, dflt, labels);
  }

  @Override
  public void visitLookupSwitchInsn(Label dflt, int[] keys, Label[] labels) {
    visitSwitch(Opcodes.LOOKUPSWITCH, dflt, labels);
  }

  private void visitSwitch(int opcode, Label dflt, Label[] labels) {
    Label[] all = new Label[labels.length + 1];
    System.arraycopy(labels, 0, all, 0, labels.length);
    all[labels.length] = dflt;
    steps.add(Step.jump(opcode, all, line));
  }

  @Override
  public void visitMultiANewArrayInsn(String desc, int dims) {
    steps.add(Step.plain(Opcodes.MULTIANEWARRAY, dims, line));
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    this.maxStack = maxStack;
    this.maxLocals = maxLocals;
  }
}
