package io.conccheck.agent.weave;

import io.conccheck.agent.boot.Sampling;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * The second half of a field's accessors, for an access that does not repeat one of its epoch: asks
 * {@code Shadow} and stores the words that it tells, unless they are what they were. Walking a
 * structure that many threads read must not write to it, or its cache lines would wander. If the
 * words have changed while it asked, which may take long when a stack is kept, it asks once more:
 * two threads that meet a variable for the first time at once shall not miss each other. Where
 * accesses are sampled it first asks whether this is one to be looked at.
 *
 * <p>Its last parameter, always null, keeps HotSpot from inlining it: see {@code boot.Apart}.
 */
final class SlowAccessors {

  private static final String OBJECT = "java/lang/Object";
  private static final String LOOK = "(" + Names.STATE_DESC + "I)" + Names.STATE_DESC;
  private static final String OWN = "(" + Names.STATE_DESC + "JJI)J";
  private static final String CHECK = "(" + Names.STATE_DESC + "JJILjava/lang/Object;I)J";

  private final ClassVisitor cv;
  private final ClassShape type;
  private final FieldShape field;
  private final int state; // slot of the thread's state; the site is in the next
  private final int word; // slot of the read word; then what is to be stored, then the write word

  SlowAccessors(ClassVisitor cv, ClassShape type, FieldShape field) {
    this.cv = cv;
    this.type = type;
    this.field = field;
    this.state = field.isStatic() ? 0 : 1;
    this.word = state + 3;
  }

  static String desc(ClassShape type, FieldShape f) {
    String receiver = f.isStatic() ? "" : "L" + (Sampling.ON ? OBJECT : type.name) + ";";
    return "(" + receiver + Names.STATE_DESC + "I" + Names.APART_DESC + ")V";
  }

  /** Adds both; the field is known to reports by that number. */
  void add(int id) {
    read(id);
    write(id);
  }

  private MethodVisitor begin(String accessor) {
    int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
    MethodVisitor mv = cv.visitMethod(access, Names.slow(accessor), desc(type, field), null, null);
    mv.visitCode();
    if (Sampling.ON) {
      look(mv);
    }
    return mv;
  }

  /** Returns unless the access, at a site that is not off, is one to be looked at. */
  private void look(MethodVisitor mv) {
    mv.visitVarInsn(Opcodes.ALOAD, state);
    mv.visitVarInsn(Opcodes.ILOAD, state + 1);
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, Names.SAMPLING, "look", LOOK, false);
    mv.visitInsn(Opcodes.DUP);
    mv.visitVarInsn(Opcodes.ASTORE, state);
    returnIfNull(mv, OBJECT);
    if (!field.isStatic()) {
      mv.visitVarInsn(Opcodes.ALOAD, 0);
      mv.visitTypeInsn(Opcodes.CHECKCAST, type.name);
      mv.visitInsn(Opcodes.DUP);
      mv.visitVarInsn(Opcodes.ASTORE, 0);
      returnIfNull(mv, type.name);
    }
  }

  private void returnIfNull(MethodVisitor mv, String receiver) {
    Label go = new Label();
    mv.visitJumpInsn(Opcodes.IFNONNULL, go);
    mv.visitInsn(Opcodes.RETURN);
    mv.visitLabel(go);
    frame(mv, receiver);
  }

  private void read(int id) {
    MethodVisitor mv = begin(Names.onRead(field.tag()));
    Label end = new Label();
    Label store = new Label();
    checkOwn(mv, store);
    check(mv, "read", id);
    mv.visitVarInsn(Opcodes.LLOAD, word);
    mv.visitVarInsn(Opcodes.LLOAD, word + 2);
    jumpIfSame(mv, end);
    mv.visitLabel(store);
    frame(mv, type.name, Opcodes.LONG, Opcodes.LONG, Opcodes.LONG);
    store(mv, Names.readWord(field.tag()));
    end(mv, end);
  }

  private void write(int id) {
    MethodVisitor mv = begin(Names.onWrite(field.tag()));
    Label end = new Label();
    Label store = new Label();
    checkOwn(mv, store);
    check(mv, "write", id);
    mv.visitVarInsn(Opcodes.LLOAD, word + 2);
    mv.visitInsn(Opcodes.LCONST_0);
    jumpIfSame(mv, end);
    mv.visitLabel(store);
    frame(mv, type.name, Opcodes.LONG, Opcodes.LONG, Opcodes.LONG);
    store(mv, Names.writeWord(field.tag()));
    store(mv, Names.readWord(field.tag()));
    end(mv, end);
  }

  private static void jumpIfSame(MethodVisitor mv, Label to) {
    mv.visitInsn(Opcodes.LCMP);
    mv.visitJumpInsn(Opcodes.IFEQ, to);
  }

  /** Goes there, with the word that is to be stored, if nobody else has touched the variable. */
  private void checkOwn(MethodVisitor mv, Label store) {
    loadWords(mv);
    mv.visitVarInsn(Opcodes.ALOAD, state);
    mv.visitVarInsn(Opcodes.LLOAD, word + 4);
    mv.visitVarInsn(Opcodes.LLOAD, word);
    mv.visitVarInsn(Opcodes.ILOAD, state + 1);
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, Names.SHADOW, "own", OWN, false);
    mv.visitInsn(Opcodes.DUP2);
    mv.visitVarInsn(Opcodes.LSTORE, word + 2);
    mv.visitInsn(Opcodes.LCONST_0);
    mv.visitInsn(Opcodes.LCMP);
    mv.visitJumpInsn(Opcodes.IFNE, store);
  }

  private void loadWords(MethodVisitor mv) {
    load(mv, Names.readWord(field.tag()));
    mv.visitVarInsn(Opcodes.LSTORE, word);
    load(mv, Names.writeWord(field.tag()));
    mv.visitVarInsn(Opcodes.LSTORE, word + 4);
  }

  private void check(MethodVisitor mv, String rule, int id) {
    Label settled = new Label();
    ask(mv, rule, id);
    Label again = new Label();
    differs(mv, Names.readWord(field.tag()), word);
    mv.visitJumpInsn(Opcodes.IFNE, again);
    differs(mv, Names.writeWord(field.tag()), word + 4);
    mv.visitJumpInsn(Opcodes.IFEQ, settled);
    mv.visitLabel(again);
    frame(mv, type.name, Opcodes.LONG, Opcodes.LONG, Opcodes.LONG);
    loadWords(mv);
    ask(mv, rule, id);
    mv.visitLabel(settled);
    frame(mv, type.name, Opcodes.LONG, Opcodes.LONG, Opcodes.LONG);
  }

  /** Leaves 0 if the field's word is still what that slot has. */
  private void differs(MethodVisitor mv, String name, int slot) {
    load(mv, name);
    mv.visitVarInsn(Opcodes.LLOAD, slot);
    mv.visitInsn(Opcodes.LCMP);
  }

  private void ask(MethodVisitor mv, String rule, int id) {
    mv.visitVarInsn(Opcodes.ALOAD, state);
    mv.visitVarInsn(Opcodes.LLOAD, word + 4);
    mv.visitVarInsn(Opcodes.LLOAD, word);
    mv.visitVarInsn(Opcodes.ILOAD, state + 1);
    if (field.isStatic()) {
      mv.visitInsn(Opcodes.ACONST_NULL);
    } else {
      mv.visitVarInsn(Opcodes.ALOAD, 0);
    }
    mv.visitLdcInsn(id);
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, Names.SHADOW, rule, CHECK, false);
    mv.visitVarInsn(Opcodes.LSTORE, word + 2);
  }

  private void load(MethodVisitor mv, String name) {
    if (field.isStatic()) {
      mv.visitFieldInsn(Opcodes.GETSTATIC, type.name, name, "J");
    } else {
      mv.visitVarInsn(Opcodes.ALOAD, 0);
      mv.visitFieldInsn(Opcodes.GETFIELD, type.name, name, "J");
    }
  }

  private void store(MethodVisitor mv, String name) {
    if (field.isStatic()) {
      mv.visitVarInsn(Opcodes.LLOAD, word + 2);
      mv.visitFieldInsn(Opcodes.PUTSTATIC, type.name, name, "J");
    } else {
      mv.visitVarInsn(Opcodes.ALOAD, 0);
      mv.visitVarInsn(Opcodes.LLOAD, word + 2);
      mv.visitFieldInsn(Opcodes.PUTFIELD, type.name, name, "J");
    }
  }

  private void end(MethodVisitor mv, Label end) {
    mv.visitLabel(end);
    frame(mv, type.name);
    mv.visitInsn(Opcodes.RETURN);
    mv.visitMaxs(0, 0);
    mv.visitEnd();
  }

  private void frame(MethodVisitor mv, String receiver, Object... words) {
    if (type.version < Opcodes.V1_6) {
      return;
    }
    List<Object> locals = new ArrayList<>();
    if (!field.isStatic()) {
      locals.add(receiver);
    }
    locals.addAll(List.of(Names.STATE, Opcodes.INTEGER, Names.APART));
    locals.addAll(List.of(words));
    mv.visitFrame(Opcodes.F_NEW, locals.size(), locals.toArray(), 0, new Object[0]);
  }
}
