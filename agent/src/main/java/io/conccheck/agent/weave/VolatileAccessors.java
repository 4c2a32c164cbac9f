package io.conccheck.agent.weave;

import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * What stands behind a volatile field: a sync variable, made at the first write, and accessors that
 * acquire after a read and release before a write.
 */
final class VolatileAccessors {

  private static final int METHOD = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
  private static final String EVENT = "(" + Names.VOLATILE_VAR_DESC + Names.STATE_DESC + ")V";

  private final ClassVisitor cv;
  private final ClassShape type;
  private final FieldShape field;
  private final String var;

  VolatileAccessors(ClassVisitor cv, ClassShape type, FieldShape field) {
    this.cv = cv;
    this.type = type;
    this.field = field;
    this.var = Names.syncVar(field.tag());
  }

  void add() {
    int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC;
    access |= field.isStatic() ? Opcodes.ACC_STATIC : Opcodes.ACC_TRANSIENT;
    cv.visitField(access | Opcodes.ACC_VOLATILE, var, Names.VOLATILE_VAR_DESC, null, null)
        .visitEnd();
    read();
    write();
    create();
  }

  private String desc() {
    return field.isStatic()
        ? "(" + Names.STATE_DESC + "I)V"
        : "(Ljava/lang/Object;" + Names.STATE_DESC + "I)V";
  }

  private Object[] locals(Object... more) {
    Object[] all = new Object[more.length + (field.isStatic() ? 0 : 1)];
    if (!field.isStatic()) {
      all[0] = type.name;
    }
    System.arraycopy(more, 0, all, all.length - more.length, more.length);
    return all;
  }

  private void frame(MethodVisitor mv, Object[] locals, Object... stack) {
    if (type.version >= Opcodes.V1_6) {
      mv.visitFrame(Opcodes.F_NEW, locals.length, locals, stack.length, stack);
    }
  }

  private MethodVisitor begin(String name, Label end) {
    MethodVisitor mv = cv.visitMethod(METHOD, name, desc(), null, null);
    mv.visitCode();
    if (!field.isStatic()) {
      mv.visitVarInsn(Opcodes.ALOAD, 0);
      mv.visitTypeInsn(Opcodes.CHECKCAST, type.name);
      mv.visitInsn(Opcodes.DUP);
      mv.visitVarInsn(Opcodes.ASTORE, 0);
      mv.visitJumpInsn(Opcodes.IFNULL, end);
    }
    return mv;
  }

  private void load(MethodVisitor mv) {
    if (field.isStatic()) {
      mv.visitFieldInsn(Opcodes.GETSTATIC, type.name, var, Names.VOLATILE_VAR_DESC);
    } else {
      mv.visitVarInsn(Opcodes.ALOAD, 0);
      mv.visitFieldInsn(Opcodes.GETFIELD, type.name, var, Names.VOLATILE_VAR_DESC);
    }
  }

  private void end(MethodVisitor mv, Label end) {
    mv.visitLabel(end);
    frame(mv, locals(Names.STATE, Opcodes.INTEGER));
    mv.visitInsn(Opcodes.RETURN);
    mv.visitMaxs(0, 0);
    mv.visitEnd();
  }

  private void read() {
    Label end = new Label();
    MethodVisitor mv = begin(Names.onRead(field.tag()), end);
    load(mv);
    mv.visitVarInsn(Opcodes.ALOAD, field.isStatic() ? 0 : 1);
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, Names.VOLATILES, "read", EVENT, false);
    end(mv, end);
  }

  private void write() {
    Label end = new Label();
    Label known = new Label();
    MethodVisitor mv = begin(Names.onWrite(field.tag()), end);
    load(mv);
    mv.visitInsn(Opcodes.DUP);
    mv.visitJumpInsn(Opcodes.IFNONNULL, known);
    mv.visitInsn(Opcodes.POP);
    if (!field.isStatic()) {
      mv.visitVarInsn(Opcodes.ALOAD, 0);
    }
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, type.name, createName(), createDesc(), false);
    mv.visitLabel(known);
    frame(mv, locals(Names.STATE, Opcodes.INTEGER), Names.VOLATILE_VAR);
    mv.visitVarInsn(Opcodes.ALOAD, field.isStatic() ? 0 : 1);
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, Names.VOLATILES, "write", EVENT, false);
    end(mv, end);
  }

  private String createName() {
    return Names.PREFIX + "create$" + field.tag();
  }

  private String createDesc() {
    return (field.isStatic() ? "()" : "(L" + type.name + ";)") + Names.VOLATILE_VAR_DESC;
  }

  /** The sync variable, made under the agent's lock so that all threads see one. */
  private void create() {
    int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
    MethodVisitor mv = cv.visitMethod(access, createName(), createDesc(), null, null);
    int lock = field.isStatic() ? 0 : 1;
    Label start = new Label();
    Label made = new Label();
    Label end = new Label();
    Label handler = new Label();
    Label handlerEnd = new Label();
    mv.visitCode();
    mv.visitTryCatchBlock(start, end, handler, null);
    mv.visitTryCatchBlock(handler, handlerEnd, handler, null);
    mv.visitMethodInsn(
        Opcodes.INVOKESTATIC, Names.VOLATILES, "lock", "()Ljava/lang/Object;", false);
    mv.visitInsn(Opcodes.DUP);
    mv.visitVarInsn(Opcodes.ASTORE, lock);
    mv.visitInsn(Opcodes.MONITORENTER);
    mv.visitLabel(start);
    load(mv);
    mv.visitJumpInsn(Opcodes.IFNONNULL, made);
    if (!field.isStatic()) {
      mv.visitVarInsn(Opcodes.ALOAD, 0);
    }
    mv.visitTypeInsn(Opcodes.NEW, Names.VOLATILE_VAR);
    mv.visitInsn(Opcodes.DUP);
    mv.visitMethodInsn(Opcodes.INVOKESPECIAL, Names.VOLATILE_VAR, "<init>", "()V", false);
    mv.visitFieldInsn(
        field.isStatic() ? Opcodes.PUTSTATIC : Opcodes.PUTFIELD,
        type.name,
        var,
        Names.VOLATILE_VAR_DESC);
    mv.visitLabel(made);
    frame(mv, locals("java/lang/Object"));
    load(mv);
    mv.visitVarInsn(Opcodes.ALOAD, lock);
    unlock(mv);
    mv.visitLabel(end);
    mv.visitInsn(Opcodes.ARETURN);
    mv.visitLabel(handler);
    frame(mv, locals("java/lang/Object"), "java/lang/Throwable");
    mv.visitVarInsn(Opcodes.ALOAD, lock);
    unlock(mv);
    mv.visitLabel(handlerEnd);
    mv.visitInsn(Opcodes.ATHROW);
    mv.visitMaxs(0, 0);
    mv.visitEnd();
  }

  private static void unlock(MethodVisitor mv) {
    mv.visitInsn(Opcodes.MONITOREXIT);
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, Names.VOLATILES, "unlocked", "()V", false);
  }
}
