package io.conccheck.agent.weave;

import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Puts calls of hooks into the methods of one class; bodies alone change, so it may be loaded. */
final class HookWeaver extends ClassVisitor {

  private final Map<String, List<Hook>> hooks;
  private final int[] maxLocals; // of each method
  private int version;
  private String type;
  private int method;
  private boolean changed;

  private HookWeaver(ClassVisitor next, Map<String, List<Hook>> hooks, int[] maxLocals) {
    super(Opcodes.ASM9, next);
    this.hooks = hooks;
    this.maxLocals = maxLocals;
  }

  /** The class with its hooks, or null if none of its methods has any. */
  static byte[] weave(HookTable table, String type, byte[] bytes) {
    ClassReader reader = new ClassReader(bytes);
    // Sizes are not left to the writer: it goes by stack maps, and the JVM hands out classes that
    // it did not verify without theirs.
    ClassWriter writer = new ClassWriter(reader, 0);
    HookWeaver weaver = new HookWeaver(writer, table.of(type), CodeSizes.maxLocals(reader));
    reader.accept(weaver, ClassReader.EXPAND_FRAMES);
    return weaver.changed ? writer.toByteArray() : null;
  }

  @Override
  public void visit(
      int version, int access, String name, String sig, String superName, String[] interfaces) {
    super.visit(version, access, name, sig, superName, interfaces);
    this.version = version & 0xFFFF;
    this.type = name;
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String desc, String sig, String[] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, desc, sig, exceptions);
    int locals = maxLocals[method++];
    if (name.equals("<clinit>") || (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
      return next;
    }
    List<Hook> here = HookTable.hooks(hooks, name, desc, (access & Opcodes.ACC_SYNCHRONIZED) != 0);
    if (here.isEmpty()) {
      return next;
    }
    changed = true;
    boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
    Object[] self = isStatic ? new Object[0] : new Object[] {type};
    return new HookedMethod(next, version, self, locals, desc, here);
  }
}
