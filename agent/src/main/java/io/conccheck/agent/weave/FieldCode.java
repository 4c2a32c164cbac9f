package io.conccheck.agent.weave;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Emits accesses to watched fields with the call of the field's accessor: before a plain access,
 * before a volatile write, after a volatile read.
 */
final class FieldCode {

  private final MethodVisitor mv;
  private final MethodContext context;

  FieldCode(MethodVisitor mv, MethodContext context) {
    this.mv = mv;
    this.context = context;
  }

  /**
   * True if the access is to be woven. Before the super constructor was called {@code this} may be
   * written but not handed to anyone.
   */
  boolean isChecked(int opcode, String owner, FieldShape field, boolean superCalled) {
    if (!context.weaving().fields() || !field.isWatched()) {
      return false;
    }
    boolean onUninitializedThis =
        opcode == Opcodes.PUTFIELD && !superCalled && owner.equals(context.type().name);
    boolean staticCode = opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC;
    return !onUninitializedThis && staticCode == field.isStatic();
  }

  /** Stands for the constant that a write stores, a number or null; 0 if it stores none. */
  int stored(int opcode, String desc, Origins origins) {
    boolean write = opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC;
    String number = write ? origins.number(Type.getType(desc).getSize()) : null;
    return number == null ? 0 : context.weaving().sites().constant(number);
  }

  /** Emits the access; the thread's state is in the local {@code state}. */
  void weave(int opcode, String owner, FieldShape field, int state, int site) {
    Type type = Type.getType(field.descriptor());
    boolean write = opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC;
    boolean after = field.isVolatile() && !write;
    if (write) {
      receiverOnTop(field, type);
    } else if (!field.isStatic()) {
      mv.visitInsn(Opcodes.DUP);
    }
    if (after) {
      emit(opcode, owner, field);
      receiverAboveResult(field, type);
    }
    if (field.isVolatile() && context.hasStateLate()) {
      MethodContext.pushCurrentState(mv);
    } else {
      mv.visitVarInsn(Opcodes.ALOAD, state);
    }
    check(opcode, owner, field, site);
    if (!after) {
      if (write) {
        receiverBack(field, type);
      }
      emit(opcode, owner, field);
    }
  }

  /** Emits the check alone; the object, unless static, and a thread's state lie on the stack. */
  void check(int opcode, String owner, FieldShape field, int site) {
    boolean write = opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC;
    MethodContext.pushInt(mv, site);
    context
        .bridges()
        .call(mv, owner, field, write ? Names.onWrite(field.tag()) : Names.onRead(field.tag()));
  }

  private void emit(int opcode, String owner, FieldShape field) {
    mv.visitFieldInsn(opcode, owner, field.name(), field.descriptor());
  }

  private void receiverAboveResult(FieldShape field, Type type) {
    if (!field.isStatic()) {
      if (type.getSize() == 2) {
        mv.visitInsn(Opcodes.DUP2_X1);
        mv.visitInsn(Opcodes.POP2);
      } else {
        mv.visitInsn(Opcodes.SWAP);
      }
    }
  }

  /** Turns receiver, value into receiver, value, receiver; or value, receiver, receiver if wide. */
  private void receiverOnTop(FieldShape field, Type type) {
    if (field.isStatic()) {
      return;
    }
    if (type.getSize() == 2) {
      mv.visitInsn(Opcodes.DUP2_X1);
      mv.visitInsn(Opcodes.POP2);
      mv.visitInsn(Opcodes.DUP);
    } else {
      mv.visitInsn(Opcodes.DUP2);
      mv.visitInsn(Opcodes.POP);
    }
  }

  private void receiverBack(FieldShape field, Type type) {
    if (!field.isStatic() && type.getSize() == 2) {
      mv.visitInsn(Opcodes.DUP_X2);
      mv.visitInsn(Opcodes.POP);
    }
  }
}
