package io.conccheck.agent.weave;

import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * What {@code Object.clone} copies along: the shadow words, which tell of accesses to the original.
 * Behind each call of it the copy is made to forget them, by a method that every class with watched
 * fields has and that goes up through its superclasses.
 */
final class Clones {

  private static final String FORGET = Names.PREFIX + "cloned";
  private static final String FRESH = Names.PREFIX + "fresh";
  private static final String OF_TWO = "(Ljava/lang/Object;Ljava/lang/Object;)V";
  private static final String LINKAGE = "java/lang/LinkageError";

  private final ClassVisitor cv;
  private final ClassShape type;

  Clones(ClassVisitor cv, ClassShape type) {
    this.cv = cv;
    this.type = type;
  }

  /** True if a class that is being redefined has had what makes copies forget. */
  static boolean isThere(MethodsThere there) {
    return there.has(FRESH, OF_TWO);
  }

  /** True if the call may be one of {@code Object.clone}. */
  static boolean mayClone(int opcode, String owner, String name, String desc) {
    return (opcode == Opcodes.INVOKESPECIAL || opcode == Opcodes.INVOKEVIRTUAL)
        && name.equals("clone")
        && desc.equals("()Ljava/lang/Object;")
        && owner.charAt(0) != '[';
  }

  /** True if the call, made by code of that class, makes a copy that must forget. */
  static boolean makes(int opcode, String owner, String name, String desc, MethodContext caller) {
    return mayClone(opcode, owner, name, desc)
        && caller.type().clones
        && !caller.type().isInterface()
        && !caller.weaving().shapes().overridesClone(caller.loader(), owner);
  }

  /** Emits the call, behind which its result forgets; a subclass may yet have cloned otherwise. */
  static void call(
      MethodVisitor mv, TrackedLocals locals, ClassShape type, int opcode, String owner) {
    mv.visitInsn(Opcodes.DUP);
    mv.visitVarInsn(Opcodes.ASTORE, locals.scratch(0));
    mv.visitMethodInsn(opcode, owner, "clone", "()Ljava/lang/Object;", false);
    mv.visitInsn(Opcodes.DUP);
    mv.visitVarInsn(Opcodes.ALOAD, locals.scratch(0));
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, type.name, FRESH, OF_TWO, false);
  }

  /** Adds what the class, which that loader loads, needs. */
  void add(ShapeIndex shapes, ClassLoader loader) {
    if (type.clones || type.hasWords()) {
      forget(shapes.hasWords(loader, type.superName));
    }
    if (type.clones) {
      fresh();
    }
  }

  private void forget(boolean above) {
    MethodVisitor mv =
        cv.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC, FORGET, "()V", null, null);
    mv.visitCode();
    for (FieldShape f : type.fields.values()) {
      if (!f.isWatched() || f.isStatic()) {
        continue;
      }
      if (f.isVolatile()) {
        mv.visitVarInsn(Opcodes.ALOAD, 0);
        mv.visitInsn(Opcodes.ACONST_NULL);
        mv.visitFieldInsn(
            Opcodes.PUTFIELD, type.name, Names.syncVar(f.tag()), Names.VOLATILE_VAR_DESC);
      } else {
        zero(mv, Names.writeWord(f.tag()));
        zero(mv, Names.readWord(f.tag()));
      }
    }
    if (above) {
      callAbove(mv);
    }
    mv.visitInsn(Opcodes.RETURN);
    mv.visitMaxs(0, 0);
    mv.visitEnd();
  }

  private void zero(MethodVisitor mv, String word) {
    mv.visitVarInsn(Opcodes.ALOAD, 0);
    mv.visitInsn(Opcodes.LCONST_0);
    mv.visitFieldInsn(Opcodes.PUTFIELD, type.name, word, "J");
  }

  /** Whether the superclass was woven after all is known only when the call is linked. */
  private void callAbove(MethodVisitor mv) {
    Label start = new Label();
    Label end = new Label();
    Label handler = new Label();
    mv.visitTryCatchBlock(start, end, handler, LINKAGE);
    mv.visitLabel(start);
    mv.visitVarInsn(Opcodes.ALOAD, 0);
    mv.visitMethodInsn(Opcodes.INVOKESPECIAL, type.superName, FORGET, "()V", false);
    mv.visitLabel(end);
    mv.visitInsn(Opcodes.RETURN);
    mv.visitLabel(handler);
    frame(mv, new Object[] {type.name}, LINKAGE);
    mv.visitInsn(Opcodes.POP);
  }

  private void frame(MethodVisitor mv, Object[] locals, Object... stack) {
    if (type.version >= Opcodes.V1_6) {
      mv.visitFrame(Opcodes.F_NEW, locals.length, locals, stack.length, stack);
    }
  }

  private void fresh() {
    int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
    MethodVisitor mv = cv.visitMethod(access, FRESH, OF_TWO, null, null);
    Label end = new Label();
    mv.visitCode();
    mv.visitVarInsn(Opcodes.ALOAD, 0);
    mv.visitVarInsn(Opcodes.ALOAD, 1);
    mv.visitJumpInsn(Opcodes.IF_ACMPEQ, end);
    mv.visitVarInsn(Opcodes.ALOAD, 0);
    mv.visitTypeInsn(Opcodes.INSTANCEOF, type.name);
    mv.visitJumpInsn(Opcodes.IFEQ, end);
    mv.visitVarInsn(Opcodes.ALOAD, 0);
    mv.visitTypeInsn(Opcodes.CHECKCAST, type.name);
    mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, type.name, FORGET, "()V", false);
    mv.visitLabel(end);
    frame(mv, new Object[] {"java/lang/Object", "java/lang/Object"});
    mv.visitInsn(Opcodes.RETURN);
    mv.visitMaxs(0, 0);
    mv.visitEnd();
  }
}
