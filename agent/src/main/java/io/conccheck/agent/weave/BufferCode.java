package io.conccheck.agent.weave;

import java.util.Set;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Emits the checks of the elements that calls on buffers access, by index or by position. */
final class BufferCode {

  private static final String CHECKS = Names.BOOT + "Buffers";
  private static final String BUFFER = "Ljava/lang/Object;";
  private static final Set<String> REST =
      Set.of("equals", "compareTo", "mismatch", "hashCode", "toString", "charAt", "subSequence");

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

  /** True for calls that access elements. */
  static boolean accesses(int opcode, String owner, String name, String desc) {
    return opcode != Opcodes.INVOKESTATIC
        && owner.startsWith("java/nio/")
        && owner.endsWith("Buffer")
        && (name.startsWith("get") && !desc.startsWith("()Ljava")
            || name.startsWith("put")
            || name.equals("compact")
            || looksAtRest(owner, name));
  }

  /** Only buffers of characters make text of what is in them. */
  private static boolean looksAtRest(String owner, String name) {
    return REST.contains(name) && (!name.equals("toString") || owner.endsWith("CharBuffer"));
  }

  /** Emits the check; receiver and arguments stay on the stack. */
  void check(String name, String desc) {
    Type[] args = Type.getArgumentTypes(desc);
    for (int i = args.length - 1; i >= 0; i--) {
      mv.visitVarInsn(args[i].getOpcode(Opcodes.ISTORE), argument(i));
    }
    mv.visitInsn(Opcodes.DUP);
    boolean writes = name.startsWith("put");
    if (name.equals("compact")) {
      end("compact", "");
    } else if (!writes && !name.startsWith("get")) {
      end("readRest", "");
    } else if (UnitCalls.isAbsolute(name, desc)) {
      mv.visitVarInsn(Opcodes.ILOAD, argument(0));
      absoluteCount(name, args);
      end(writes ? "write" : "read", "II");
    } else {
      relative(name, args, writes);
    }
    for (int i = 0; i < args.length; i++) {
      mv.visitVarInsn(args[i].getOpcode(Opcodes.ILOAD), argument(i));
    }
  }

  private void absoluteCount(String name, Type[] args) {
    if (args.length == 4) { // an array or a buffer, from where in it, how many
      mv.visitVarInsn(Opcodes.ILOAD, argument(3));
    } else if (args.length == 2 && args[1].getSort() == Type.ARRAY) {
      mv.visitVarInsn(Opcodes.ALOAD, argument(1));
      mv.visitMethodInsn(Opcodes.INVOKESTATIC, CHECKS, "count", "(" + BUFFER + ")I", false);
    } else {
      MethodContext.pushInt(mv, size(name));
    }
  }

  private void relative(String name, Type[] args, boolean writes) {
    boolean array = args.length > 0 && args[0].getSort() == Type.ARRAY;
    if (array && args.length == 1) {
      mv.visitVarInsn(Opcodes.ALOAD, argument(0));
      end(writes ? "writeFrom" : "readInto", BUFFER);
    } else if (array) {
      mv.visitVarInsn(Opcodes.ILOAD, argument(2));
      end(writes ? "writeNext" : "readNext", "I");
    } else if (args.length > 0 && args[0].getSort() == Type.OBJECT) {
      mv.visitVarInsn(Opcodes.ALOAD, argument(0));
      end("transfer", BUFFER);
    } else {
      MethodContext.pushInt(mv, size(name));
      end(writes ? "writeNext" : "readNext", "I");
    }
  }

  private void end(String check, String args) {
    mv.visitVarInsn(Opcodes.ALOAD, state);
    MethodContext.pushInt(mv, site);
    String desc = "(" + BUFFER + args + Names.STATE_DESC + "I)V";
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, CHECKS, check, desc, false);
  }

  private int argument(int i) {
    return locals.scratch(3 + i);
  }

  /** Elements of the buffer: bytes where the method names a type. */
  private static int size(String name) {
    return switch (name.substring(3)) {
      case "Short", "Char" -> 2;
      case "Int", "Float" -> 4;
      case "Long", "Double" -> 8;
      default -> 1;
    };
  }
}
