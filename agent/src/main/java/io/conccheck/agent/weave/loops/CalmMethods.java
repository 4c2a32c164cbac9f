package io.conccheck.agent.weave.loops;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * The methods of one class in which nothing can order threads, nor in what they call: who calls one
 * of them in a loop may tell what the loop has touched when it is left, all the same. Only methods
 * that no other class can put its own in place of, which the caller has to see to.
 */
public final class CalmMethods {

  private final String type;
  private final Barriers barriers;
  private final Map<String, List<String>> calls = new HashMap<>(); // of those that may be calm

  /**
   * For methods of that class.
   *
   * @param type internal name
   */
  public CalmMethods(String type, LoopFinder.Fields fields) {
    this.type = type;
    this.barriers = new Barriers(type, fields);
  }

  /** To be shown a method that may be calm; shows it to the next one, if there is one, as well. */
  public MethodVisitor reader(String name, String desc, MethodVisitor next) {
    calls.put(name + desc, new ArrayList<>());
    return new Reader(name + desc, next);
  }

  /** To be called when all methods were shown: takes out those that call others. */
  public void solve() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Iterator<List<String>> it = calls.values().iterator(); it.hasNext(); ) {
        if (!calls.keySet().containsAll(it.next())) {
          it.remove();
          changed = true;
        }
      }
    }
  }

  /** True if it is one of those methods. */
  public boolean has(String owner, String name, String desc) {
    return owner.equals(type) && calls.containsKey(name + desc);
  }

  private final class Reader extends MethodVisitor {
    private final String method;

    Reader(String method, MethodVisitor next) {
      super(Opcodes.ASM9, next);
      this.method = method;
    }

    private void see(int opcode, String owner, String name, String desc) {
      List<String> called = calls.get(method);
      if (called == null) {
        return;
      }
      if (opcode >= Opcodes.INVOKEVIRTUAL
          && opcode <= Opcodes.INVOKESTATIC
          && owner.equals(type)
          && name.charAt(0) != '<') {
        called.add(name + desc);
      } else if (barriers.mayOrder(new Code.Insn(opcode, 0, 0, owner, name, desc, null))) {
        calls.remove(method);
      }
    }

    @Override
    public void visitInsn(int opcode) {
      super.visitInsn(opcode);
      see(opcode, null, null, null);
    }

    @Override
    public void visitTypeInsn(int opcode, String operand) {
      super.visitTypeInsn(opcode, operand);
      see(opcode, operand, null, null);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String desc) {
      super.visitFieldInsn(opcode, owner, name, desc);
      see(opcode, owner, name, desc);
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String desc, boolean itf) {
      super.visitMethodInsn(opcode, owner, name, desc, itf);
      see(opcode, owner, name, desc);
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String desc, Handle boot, Object... args) {
      super.visitInvokeDynamicInsn(name, desc, boot, args);
      see(Opcodes.INVOKEDYNAMIC, "", name, desc);
    }

    @Override
    public void visitLdcInsn(Object value) {
      super.visitLdcInsn(value);
      see(Opcodes.LDC, Code.typeOf(value), null, null);
    }
  }
}
