package io.conccheck.agent.weave.loops;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * The instructions of one method, by their ordinal: the n-th instruction that a reader visits has
 * number n, in every visit of the same class file.
 */
final class Code extends MethodVisitor {

  /**
   * One instruction.
   *
   * @param var local, constant or size, by opcode
   * @param targets labels it may jump to; for a switch the default first
   */
  record Insn(
      int opcode, int var, int increment, String owner, String name, String desc, Label[] targets) {

    boolean isJump() {
      return opcode >= Opcodes.IFEQ && opcode <= Opcodes.JSR
          || opcode == Opcodes.IFNULL
          || opcode == Opcodes.IFNONNULL;
    }

    boolean isSwitch() {
      return opcode == Opcodes.TABLESWITCH || opcode == Opcodes.LOOKUPSWITCH;
    }

    boolean fallsThrough() {
      return opcode != Opcodes.GOTO
          && opcode != Opcodes.JSR
          && opcode != Opcodes.RET
          && opcode != Opcodes.ATHROW
          && !isSwitch()
          && !(opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN);
    }

    /** The local it stores to, or -1. */
    int stored() {
      return opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE || opcode == Opcodes.IINC
          ? var
          : -1;
    }

    boolean storesWide() {
      return opcode == Opcodes.LSTORE || opcode == Opcodes.DSTORE;
    }

    boolean isElementRead() {
      return opcode >= Opcodes.IALOAD && opcode <= Opcodes.SALOAD;
    }

    boolean isElementWrite() {
      return opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE;
    }

    boolean isCall() {
      return opcode >= Opcodes.INVOKEVIRTUAL && opcode <= Opcodes.INVOKEDYNAMIC;
    }

    boolean isFieldWrite() {
      return opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC;
    }
  }

  /** A protected range, as in the class file. */
  record Try(Label start, Label end, Label handler, String type) {}

  /** Types of locals and stack as a stack map frame tells them, one entry a value. */
  record Frame(Object[] locals, Object[] stack) {}

  final List<Insn> insns = new ArrayList<>();
  final List<Try> tries = new ArrayList<>();
  final Map<Integer, Frame> frames = new HashMap<>();
  final TreeMap<Integer, Integer> lines = new TreeMap<>(); // of the source, by first instruction
  private final Map<Label, Integer> labels = new HashMap<>();

  Code() {
    super(Opcodes.ASM9);
  }

  int size() {
    return insns.size();
  }

  Insn at(int ordinal) {
    return insns.get(ordinal);
  }

  /** The instruction behind the label; {@link #size()} at the end. */
  int at(Label label) {
    return labels.get(label);
  }

  private void add(int opcode, int var) {
    insns.add(new Insn(opcode, var, 0, null, null, null, null));
  }

  private void add(int opcode, Label... targets) {
    insns.add(new Insn(opcode, 0, 0, null, null, null, targets));
  }

  @Override
  public void visitLabel(Label label) {
    labels.put(label, insns.size());
  }

  @Override
  public void visitLineNumber(int line, Label start) {
    lines.put(insns.size(), line);
  }

  @Override
  public void visitFrame(int type, int nLocal, Object[] local, int nStack, Object[] stack) {
    frames.put(
        insns.size(),
        new Frame(java.util.Arrays.copyOf(local, nLocal), java.util.Arrays.copyOf(stack, nStack)));
  }

  @Override
  public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
    tries.add(new Try(start, end, handler, type));
  }

  @Override
  public void visitInsn(int opcode) {
    add(opcode, 0);
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    add(opcode, operand);
  }

  @Override
  public void visitVarInsn(int opcode, int index) {
    add(opcode, index);
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    insns.add(new Insn(opcode, 0, 0, type, null, null, null));
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String desc) {
    insns.add(new Insn(opcode, 0, 0, owner, name, desc, null));
  }

  @Override
  public void visitMethodInsn(int opcode, String owner, String name, String desc, boolean itf) {
    insns.add(new Insn(opcode, 0, 0, owner, name, desc, null));
  }

  @Override
  public void visitInvokeDynamicInsn(String name, String desc, Handle bootstrap, Object... args) {
    insns.add(new Insn(Opcodes.INVOKEDYNAMIC, 0, 0, "", name, desc, null));
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    add(opcode, label);
  }

  @Override
  public void visitLdcInsn(Object value) {
    int number = value instanceof Integer i ? i : 0;
    insns.add(new Insn(Opcodes.LDC, number, 0, typeOf(value), null, null, null));
  }

  /** What stands for the owner where a constant is loaded. */
  static String typeOf(Object constant) {
    Class<?> type = constant.getClass();
    return constant instanceof Number ? type.getSimpleName() : type.getName();
  }

  @Override
  public void visitIincInsn(int index, int increment) {
    insns.add(new Insn(Opcodes.IINC, index, increment, null, null, null, null));
  }

  @Override
  public void visitTableSwitchInsn(int min, int max, Label dflt, Label... cases) {
    add(Opcodes.TABLESWITCH, withDefault(dflt, cases));
  }

  @Override
  public void visitLookupSwitchInsn(Label dflt, int[] keys, Label[] cases) {
    add(Opcodes.LOOKUPSWITCH, withDefault(dflt, cases));
  }

  private static Label[] withDefault(Label dflt, Label[] cases) {
    Label[] all = new Label[cases.length + 1];
    all[0] = dflt;
    System.arraycopy(cases, 0, all, 1, cases.length);
    return all;
  }

  @Override
  public void visitMultiANewArrayInsn(String desc, int dims) {
    insns.add(new Insn(Opcodes.MULTIANEWARRAY, dims, 0, null, null, desc, null));
  }

  /**
   * Reads methods of a class.
   *
   * @param wanted tells by name and descriptor which
   */
  static List<Code> of(byte[] classFile, BiPredicate<String, String> wanted) {
    List<Code> codes = new ArrayList<>();
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String desc, String signature, String[] exceptions) {
                if (!wanted.test(name, desc)) {
                  return null;
                }
                Code code = new Code();
                codes.add(code);
                return code;
              }
            },
            ClassReader.SKIP_FRAMES);
    return codes;
  }
}
