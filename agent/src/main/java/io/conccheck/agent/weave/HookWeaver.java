package io.conccheck.agent.weave;

import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Puts calls of hooks into the methods of one class; bodies alone change, so it may be loaded. */
final class HookWeaver extends ClassVisitor {

  private final HookTable table;
  private final ClassShape shape;
  private int method;
  private boolean changed;

  private HookWeaver(ClassVisitor next, HookTable table, ClassShape shape) {
    super(Opcodes.ASM9, next);
    this.table = table;
    this.shape = shape;
  }

  /** The class with its hooks, or null if none of its methods has any. */
  static byte[] weave(HookTable table, byte[] bytes) {
    ClassReader reader = new ClassReader(bytes);
    ClassShape shape = ClassShape.of(reader);
    // Sizes are not left to the writer: it goes by stack maps, and the JVM hands out classes that
    // it
    // did not verify without theirs.
    ClassWriter writer = new ClassWriter(reader, 0);
    HookWeaver weaver = new HookWeaver(writer, table, shape);
    reader.accept(weaver, ClassReader.EXPAND_FRAMES);
    return weaver.changed ? writer.toByteArray() : null;
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String desc, String sig, String[] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, desc, sig, exceptions);
    MethodShape m = shape.methods.get(method++);
    List<Hook> hooks =
        table.hooks(shape.name, name, desc, (access & Opcodes.ACC_SYNCHRONIZED) != 0);
    if (hooks.isEmpty()
        || name.equals("<clinit>")
        || (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
      return next;
    }
    changed = true;
    return new HookedMethod(next, shape, m, (access & Opcodes.ACC_STATIC) != 0, desc, hooks);
  }
}
