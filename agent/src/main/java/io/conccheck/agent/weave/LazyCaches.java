package io.conccheck.agent.weave;

import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Finds the methods that keep a number or text in a field once they have computed it, as {@code
 * String.hashCode} does, and are right without any order: the field is one word and read once, and
 * what is stored hangs on nothing but constants and final fields, so that all threads store the
 * same.
 */
final class LazyCaches extends ClassVisitor {

  private final ClassShape shape;
  private final Map<Integer, String> caches = new HashMap<>();
  private int method;

  private final PureMethods methods;

  private LazyCaches(ClassShape shape, PureMethods methods) {
    super(Opcodes.ASM9);
    this.shape = shape;
    this.methods = methods;
  }

  /** Numbers of such methods, in the order of the class file, with the name of the field. */
  static Map<Integer, String> of(ClassLoader loader, ClassReader reader, ClassShape shape) {
    boolean any = false;
    for (int i = 0; i < shape.methods.size() && !any; i++) {
      any = shape.methods.get(i).updatesField;
    }
    if (!any) {
      return Map.of();
    }
    LazyCaches finder = new LazyCaches(shape, new PureMethods(loader, shape.name, reader));
    reader.accept(finder, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return finder.caches;
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String desc, String sig, String[] exceptions) {
    int number = method++;
    boolean isOwn = (access & (Opcodes.ACC_STATIC | Opcodes.ACC_SYNCHRONIZED)) == 0;
    if (!shape.methods.get(number).updatesField || !isOwn || name.charAt(0) == '<') {
      return null;
    }
    return new PureCode(shape) {
      @Override
      public void visitEnd() {
        String field = cached(methods);
        if (field != null) {
          caches.put(number, field);
        }
      }
    };
  }
}
