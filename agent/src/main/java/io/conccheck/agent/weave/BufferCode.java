package io.conccheck.agent.weave;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Emits the checks of accesses to one element of a buffer, whatever its position. */
final class BufferCode {

  private static final String CHECKS = Names.BOOT + "BulkChecks";
  private static final String ELEMENT = "(Ljava/lang/Object;II" + Names.STATE_DESC + "I)V";

  private final MethodVisitor mv;
  private final TrackedLocals locals;
  private final int state;
  private final int site;

  BufferCode(MethodVisitor mv, TrackedLocals locals, int state, int site) {
    this.mv = mv;
    this.locals = locals;
    this.state = state;
    this.site = site;
  }

  /** True for calls such as {@code get(int)} and {@code putLong(int, long)}. */
  static boolean accesses(String owner, String name, String desc) {
    return owner.startsWith("java/nio/")
        && owner.endsWith("Buffer")
        && UnitCalls.isAbsolute(name, desc)
        && desc.indexOf('[') < 0
        && desc.indexOf("Buffer;I") < 0;
  }

  /** Emits the check; receiver and arguments stay on the stack. */
  void check(String name, String desc) {
    Type[] args = Type.getArgumentTypes(desc);
    for (int i = args.length - 1; i >= 0; i--) {
      mv.visitVarInsn(args[i].getOpcode(Opcodes.ISTORE), argument(i));
    }
    mv.visitInsn(Opcodes.DUP);
    mv.visitVarInsn(Opcodes.ILOAD, argument(0));
    MethodContext.pushInt(mv, size(name));
    mv.visitVarInsn(Opcodes.ALOAD, state);
    MethodContext.pushInt(mv, site);
    String how = name.startsWith("get") ? "readBuffer" : "writeBuffer";
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, CHECKS, how, ELEMENT, false);
    for (int i = 0; i < args.length; i++) {
      mv.visitVarInsn(args[i].getOpcode(Opcodes.ILOAD), argument(i));
    }
  }

  private int argument(int i) {
    return locals.scratch(1 + i);
  }

  /** Elements of the array behind the buffer: bytes where the method names a type. */
  private static int size(String name) {
    return switch (name.substring(3)) {
      case "Short", "Char" -> 2;
      case "Int", "Float" -> 4;
      case "Long", "Double" -> 8;
      default -> 1;
    };
  }
}
