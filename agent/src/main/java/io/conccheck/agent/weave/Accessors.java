package io.conccheck.agent.weave;

import io.conccheck.agent.boot.Sampling;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.state.Variables;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Adds to a class what stands behind each watched field: shadow words or a sync variable, and
 * public static accessors that check an access. All of it is synthetic, and hidden from reflection.
 *
 * <p>An accessor takes receiver (not for static fields), thread state and site, and settles the
 * common case, an access repeated in the same epoch, itself; the rest goes to {@code Shadow}. A
 * write in the epoch of the last write needs no more: who read since, unordered, has met that write
 * (FastTrack's rule of the same epoch).
 */
final class Accessors {

  private static final int FIELD = Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC;
  private static final int METHOD = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;

  private final ClassVisitor cv;
  private final ClassShape type;
  private final Variables variables;
  private final Reference<ClassLoader> loader;

  Accessors(ClassVisitor cv, ClassShape type, ClassLoader loader, Variables variables) {
    this.loader = new WeakReference<>(loader);
    this.cv = cv;
    this.type = type;
    this.variables = variables;
  }

  /** True if the class has the accessors of every field that would get some. */
  static boolean areThere(ClassShape type, MethodsThere there) {
    for (FieldShape f : type.fields.values()) {
      if (!type.isInterface() && f.isWatched() && !there.has(Names.onRead(f.tag()), desc(f))) {
        return false;
      }
    }
    return true;
  }

  void add(FieldShape f) {
    if (f.isVolatile()) {
      new VolatileAccessors(cv, type, f).add();
      return;
    }
    int id =
        variables.add(
            new Variables.Variable(
                Names.dotted(f.owner()), f.name(), f.descriptor(), f.isStatic(), loader));
    shadowField(f, Names.writeWord(f.tag()));
    shadowField(f, Names.readWord(f.tag()));
    accessor(f, Names.onRead(f.tag()), false);
    accessor(f, Names.onWrite(f.tag()), true);
    new SlowAccessors(cv, type, f).add(id);
  }

  private void shadowField(FieldShape f, String name) {
    int access = FIELD | (f.isStatic() ? Opcodes.ACC_STATIC : Opcodes.ACC_TRANSIENT);
    cv.visitField(access, name, "J", null, null).visitEnd();
  }

  private static String desc(FieldShape f) {
    return f.isStatic()
        ? "(" + Names.STATE_DESC + "I)V"
        : "(Ljava/lang/Object;" + Names.STATE_DESC + "I)V";
  }

  private static int stateSlot(FieldShape f) {
    return f.isStatic() ? 0 : 1;
  }

  private void accessor(FieldShape f, String name, boolean write) {
    MethodVisitor mv = cv.visitMethod(METHOD, name, desc(f), null, null);
    mv.visitCode();
    Label end = new Label();
    if (Sampling.ON) {
      skipIfOff(mv, f, end);
    } else {
      skipIfRepeated(mv, f, write, end);
    }
    if (!f.isStatic()) {
      mv.visitVarInsn(Opcodes.ALOAD, 0);
    }
    mv.visitVarInsn(Opcodes.ALOAD, stateSlot(f));
    mv.visitVarInsn(Opcodes.ILOAD, stateSlot(f) + 1);
    mv.visitInsn(Opcodes.ACONST_NULL);
    mv.visitMethodInsn(
        Opcodes.INVOKESTATIC, type.name, Names.slow(name), SlowAccessors.desc(type, f), false);
    mv.visitLabel(end);
    frame(mv, f);
    mv.visitInsn(Opcodes.RETURN);
    mv.visitMaxs(0, 0);
    mv.visitEnd();
  }

  /** What is passed over costs a look at its site. */
  private void skipIfOff(MethodVisitor mv, FieldShape f, Label end) {
    mv.visitFieldInsn(Opcodes.GETSTATIC, Names.SAMPLING, "OFF", "[B");
    mv.visitVarInsn(Opcodes.ILOAD, stateSlot(f) + 1);
    mv.visitInsn(Opcodes.BALOAD);
    mv.visitJumpInsn(Opcodes.IFNE, end);
  }

  private void skipIfRepeated(MethodVisitor mv, FieldShape f, boolean write, Label end) {
    castReceiver(mv, f, end);
    differs(mv, f, write ? Names.writeWord(f.tag()) : Names.readWord(f.tag()));
    mv.visitJumpInsn(Opcodes.IFEQ, end);
    if (!write) {
      skipMetSet(mv, f, end);
    }
  }

  private void castReceiver(MethodVisitor mv, FieldShape f, Label end) {
    if (!f.isStatic()) {
      mv.visitVarInsn(Opcodes.ALOAD, 0);
      mv.visitTypeInsn(Opcodes.CHECKCAST, type.name);
      mv.visitInsn(Opcodes.DUP);
      mv.visitVarInsn(Opcodes.ASTORE, 0);
      mv.visitJumpInsn(Opcodes.IFNULL, end);
    }
  }

  /** Leaves an int that is 0 if the word was left by this thread in its present epoch. */
  private void differs(MethodVisitor mv, FieldShape f, String word) {
    loadWord(mv, f, word);
    mv.visitInsn(Opcodes.DUP2);
    mv.visitVarInsn(Opcodes.LSTORE, stateSlot(f) + 2);
    mv.visitVarInsn(Opcodes.ALOAD, stateSlot(f));
    mv.visitFieldInsn(Opcodes.GETFIELD, Names.STATE, "epoch", "J");
    mv.visitInsn(Opcodes.LXOR);
    mv.visitIntInsn(Opcodes.BIPUSH, 20);
    mv.visitInsn(Opcodes.LUSHR);
    mv.visitInsn(Opcodes.LCONST_0);
    mv.visitInsn(Opcodes.LCMP);
  }

  /** A read word that names a set which holds this thread's read of this epoch needs no more. */
  private void skipMetSet(MethodVisitor mv, FieldShape f, Label end) {
    mv.visitVarInsn(Opcodes.LLOAD, stateSlot(f) + 2);
    mv.visitVarInsn(Opcodes.ALOAD, stateSlot(f));
    mv.visitFieldInsn(Opcodes.GETFIELD, Names.STATE, "met", "[J");
    mv.visitVarInsn(Opcodes.LLOAD, stateSlot(f) + 2);
    mv.visitInsn(Opcodes.L2I);
    mv.visitIntInsn(Opcodes.BIPUSH, ThreadState.MET - 1);
    mv.visitInsn(Opcodes.IAND);
    mv.visitInsn(Opcodes.LALOAD);
    mv.visitInsn(Opcodes.LCMP);
    mv.visitJumpInsn(Opcodes.IFEQ, end);
  }

  private void loadWord(MethodVisitor mv, FieldShape f, String word) {
    if (f.isStatic()) {
      mv.visitFieldInsn(Opcodes.GETSTATIC, type.name, word, "J");
    } else {
      mv.visitVarInsn(Opcodes.ALOAD, 0);
      mv.visitFieldInsn(Opcodes.GETFIELD, type.name, word, "J");
    }
  }

  private void frame(MethodVisitor mv, FieldShape f) {
    if (type.version >= Opcodes.V1_6) {
      Object[] locals =
          f.isStatic()
              ? new Object[] {Names.STATE, Opcodes.INTEGER}
              : new Object[] {"java/lang/Object", Names.STATE, Opcodes.INTEGER};
      mv.visitFrame(Opcodes.F_NEW, locals.length, locals, 0, new Object[0]);
    }
  }
}
