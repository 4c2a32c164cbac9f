package io.conccheck.agent.weave;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Finds the locals in which coverage tools that wove the class before us keep their array of
 * probes. All threads store the same there without order; that is theirs, not the program's.
 *
 * <p>Such a local is stored to from one source alone: a synthetic static method or field of the
 * class itself, or a dynamic constant, with a name that begins with {@code $}.
 */
abstract class ProbeFinder extends MethodVisitor {

  private static final String CONSTANT = "";

  private final String type;
  private final Map<Integer, String> stored = new HashMap<>(); // source by local
  private final Set<Integer> others = new HashSet<>();
  private String source; // of what the instruction before has pushed, null if it is no probe array

  ProbeFinder(String type) {
    super(Opcodes.ASM9);
    this.type = type;
  }

  static String key(String name, String desc) {
    return name + desc;
  }

  /** The locals, given the synthetic static members of the class. */
  Set<Integer> locals(Set<String> synthetic) {
    if (stored.isEmpty()) {
      return Set.of();
    }
    Set<Integer> locals = new HashSet<>();
    for (Map.Entry<Integer, String> e : stored.entrySet()) {
      boolean theirs = e.getValue().equals(CONSTANT) || synthetic.contains(e.getValue());
      if (theirs && !others.contains(e.getKey())) {
        locals.add(e.getKey());
      }
    }
    return locals;
  }

  private boolean mayBeTheirs(String owner, String name) {
    return name.startsWith("$") && owner.equals(type);
  }

  @Override
  public void visitInsn(int opcode) {
    source = null;
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    source = null;
  }

  @Override
  public void visitVarInsn(int opcode, int index) {
    if (opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE) {
      if (source == null || !source.equals(stored.getOrDefault(index, source))) {
        others.add(index);
      } else {
        stored.put(index, source);
      }
    }
    source = null;
  }

  @Override
  public void visitTypeInsn(int opcode, String name) {
    source = opcode == Opcodes.CHECKCAST && name.startsWith("[") ? source : null;
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String desc) {
    boolean theirs = opcode == Opcodes.GETSTATIC && desc.startsWith("[");
    source = theirs && mayBeTheirs(owner, name) ? key(name, desc) : null;
  }

  @Override
  public void visitMethodInsn(int opcode, String owner, String name, String desc, boolean itf) {
    boolean theirs = opcode == Opcodes.INVOKESTATIC && desc.contains(")[");
    source = theirs && mayBeTheirs(owner, name) ? key(name, desc) : null;
  }

  @Override
  public void visitInvokeDynamicInsn(String name, String desc, Handle bootstrap, Object... args) {
    source = null;
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    source = null;
  }

  @Override
  public void visitLdcInsn(Object value) {
    source = value instanceof ConstantDynamic c && c.getName().startsWith("$") ? CONSTANT : null;
  }

  @Override
  public void visitIincInsn(int index, int increment) {
    source = null;
  }

  @Override
  public void visitTableSwitchInsn(int min, int max, Label dflt, Label... labels) {
    source = null;
  }

  @Override
  public void visitLookupSwitchInsn(Label dflt, int[] keys, Label[] labels) {
    source = null;
  }

  @Override
  public void visitMultiANewArrayInsn(String desc, int dims) {
    source = null;
  }
}
