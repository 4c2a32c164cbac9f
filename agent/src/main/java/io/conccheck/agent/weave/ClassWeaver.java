package io.conccheck.agent.weave;

import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Weaves one application class: shadow words for its fields, hooks into its code. */
final class ClassWeaver extends ClassVisitor {

  private final Weaving weaving;
  private final ClassLoader loader;
  private final ClassShape shape;
  private final Bridges bridges;
  private int method;

  private ClassWeaver(ClassVisitor next, Weaving weaving, ClassLoader loader, ClassShape shape) {
    super(Opcodes.ASM9, next);
    this.weaving = weaving;
    this.loader = loader;
    this.shape = shape;
    this.bridges = new Bridges(shape);
  }

  /**
   * The woven class.
   *
   * @throws RuntimeException if the class file is malformed or grows too large
   */
  static byte[] weave(Weaving weaving, ClassLoader loader, byte[] bytes) {
    ClassReader reader = new ClassReader(bytes);
    ClassShape shape = ClassShape.of(reader);
    weaving.shapes().add(loader, shape);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(new ClassWeaver(writer, weaving, loader, shape), ClassReader.EXPAND_FRAMES);
    return writer.toByteArray();
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String desc, String sig, String[] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, desc, sig, exceptions);
    MethodShape m = shape.methods.get(method++);
    if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0 || bridgesImpossible()) {
      return next;
    }
    return new MethodWeaver(
        next, new MethodContext(weaving, loader, shape, bridges, m, access, name, desc));
  }

  private boolean bridgesImpossible() {
    return shape.isInterface() && shape.version < Opcodes.V1_8;
  }

  @Override
  public void visitEnd() {
    if (weaving.fields() && !shape.isInterface()) {
      Accessors accessors = new Accessors(cv, shape, weaving.variables());
      for (FieldShape f : shape.fields.values()) {
        if (f.isWatched()) {
          accessors.add(f);
        }
      }
    }
    bridges.emit(cv);
    super.visitEnd();
  }
}
