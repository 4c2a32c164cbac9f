package io.conccheck.agent.weave;

import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodTooLargeException;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Weaves one application class: shadow words for its fields, hooks into its code. */
final class ClassWeaver extends ClassVisitor {

  private final Weaving weaving;
  private final ClassLoader loader;
  private final ClassShape shape;
  private final Bridges bridges;
  private final Map<String, Weaving> thinned;
  private int method;

  private ClassWeaver(
      ClassVisitor next,
      Weaving weaving,
      ClassLoader loader,
      ClassShape shape,
      Map<String, Weaving> thinned) {
    super(Opcodes.ASM9, next);
    this.weaving = weaving;
    this.loader = loader;
    this.shape = shape;
    this.thinned = thinned;
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
    Map<String, Weaving> thinned = new HashMap<>();
    while (true) {
      try {
        return attempt(weaving, loader, reader, shape, thinned);
      } catch (MethodTooLargeException e) {
        thin(weaving, thinned, e);
      }
    }
  }

  private static byte[] attempt(
      Weaving weaving,
      ClassLoader loader,
      ClassReader reader,
      ClassShape shape,
      Map<String, Weaving> thinned) {
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(
        new ClassWeaver(writer, weaving, loader, shape, thinned), ClassReader.EXPAND_FRAMES);
    return writer.toByteArray();
  }

  /** A method that grew too large loses its access checks, then all hooks. */
  private static void thin(
      Weaving weaving, Map<String, Weaving> thinned, MethodTooLargeException e) {
    String method = e.getMethodName() + e.getDescriptor();
    Weaving before = thinned.getOrDefault(method, weaving);
    if (!before.fields() && !before.monitors()) {
      throw e;
    }
    thinned.put(method, before.fields() ? weaving.monitorsOnly() : weaving.nothing());
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String desc, String sig, String[] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, desc, sig, exceptions);
    MethodShape m = shape.methods.get(method++);
    if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0 || bridgesImpossible()) {
      return next;
    }
    Weaving how = thinned.getOrDefault(name + desc, weaving);
    return new MethodWeaver(
        next, new MethodContext(how, loader, shape, bridges, m, access, name, desc));
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
