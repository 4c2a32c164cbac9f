package io.conccheck.agent.weave;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Calls that touch the elements of an array within the JDK, where no access is woven: {@code
 * System.arraycopy}, {@code clone}, and those of {@code java.util.Arrays} that touch all elements
 * of the array, or of a range that their arguments tell.
 */
final class BulkCalls {

  private static final String CHECKS = Names.BOOT + "BulkChecks";
  private static final String ARRAYS = "java/util/Arrays";
  private static final String COPY =
      "(Ljava/lang/Object;ILjava/lang/Object;II" + Names.STATE_DESC + "II)V";
  private static final String ALL = "(Ljava/lang/Object;" + Names.STATE_DESC + "I)V";
  private static final String BOTH =
      "(Ljava/lang/Object;Ljava/lang/Object;" + Names.STATE_DESC + "II)V";
  private static final String RANGE = "(Ljava/lang/Object;II" + Names.STATE_DESC + "I)V";

  private final MethodVisitor mv;
  private final TrackedLocals locals;
  private final int state;

  BulkCalls(MethodVisitor mv, TrackedLocals locals, int state) {
    this.mv = mv;
    this.locals = locals;
    this.state = state;
  }

  /** True for such a call. */
  static boolean touch(int opcode, String owner, String name, String desc) {
    return isClone(opcode, owner, name)
        || opcode == Opcodes.INVOKESTATIC
            && (isCopy(owner, name) || owner.equals(ARRAYS) && check(name, desc) != null);
  }

  private static boolean isClone(int opcode, String owner, String name) {
    return opcode == Opcodes.INVOKEVIRTUAL && owner.charAt(0) == '[' && name.equals("clone");
  }

  private static boolean isCopy(String owner, String name) {
    return owner.equals("java/lang/System") && name.equals("arraycopy");
  }

  /** The check for a method of {@code Arrays}, or null. */
  private static String check(String name, String desc) {
    if (desc.charAt(1) != '[') {
      return null;
    }
    Type[] args = Type.getArgumentTypes(desc);
    boolean range = args.length > 2 && args[1] == Type.INT_TYPE && args[2] == Type.INT_TYPE;
    return switch (name) {
      case "fill" -> args.length == 4 ? "write" : "writeAll";
      case "sort", "parallelSort" -> range ? "write" : "writeAll";
      case "copyOf", "copyOfRange" -> "read";
      case "hashCode", "toString" -> "readAll";
      case "deepHashCode", "deepToString" -> "readDeepAll";
      case "equals", "deepEquals", "compare", "mismatch" ->
          args.length <= 3 && args[1].getSort() == Type.ARRAY ? "readBoth" : null;
      case "stream", "spliterator", "binarySearch" -> range ? "read" : "readAll";
      case "setAll", "parallelSetAll", "parallelPrefix" -> range ? "write" : "writeAll";
      default -> null;
    };
  }

  /** Slots below the top where the array lies that is read first, before the call. */
  static int depth(String desc) {
    return Math.max(0, (Type.getArgumentsAndReturnSizes(desc) >> 2) - 2);
  }

  /** Slots below the top where the other array lies, as far as there is one. */
  static int otherDepth(String owner, String desc) {
    return owner.equals(ARRAYS) ? Math.max(0, depth(desc) - 1) : COPIED_TO;
  }

  private static final int COPIED_TO = 2; // as of System.arraycopy

  /** Emits the check; the arguments stay on the stack. The second site is the other array's. */
  void check(int opcode, String owner, String name, String desc, int site, int writeSite) {
    if (isClone(opcode, owner, name)) {
      mv.visitInsn(Opcodes.DUP);
      end("readAll", ALL, site);
      return;
    }
    Type[] args = Type.getArgumentTypes(desc);
    for (int i = args.length - 1; i >= 0; i--) {
      mv.visitVarInsn(args[i].getOpcode(Opcodes.ISTORE), locals.scratch(1 + i));
    }
    if (isCopy(owner, name)) {
      load(args, args.length);
      mv.visitVarInsn(Opcodes.ALOAD, state);
      MethodContext.pushInt(mv, site);
      MethodContext.pushInt(mv, writeSite);
      mv.visitMethodInsn(Opcodes.INVOKESTATIC, CHECKS, "copy", COPY, false);
    } else {
      String check = check(name, desc);
      if (check.equals("readBoth")) {
        load(args, 2);
        mv.visitVarInsn(Opcodes.ALOAD, state);
        MethodContext.pushInt(mv, site);
        MethodContext.pushInt(mv, writeSite);
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, CHECKS, check, BOTH, false);
      } else {
        ofArrays(name, check, args, site);
      }
    }
    load(args, args.length);
  }

  private void ofArrays(String name, String check, Type[] args, int site) {
    boolean all = check.endsWith("All");
    if (name.equals("copyOf")) {
      load(args, 1);
      mv.visitInsn(Opcodes.ICONST_0);
      mv.visitVarInsn(Opcodes.ILOAD, locals.scratch(2));
    } else {
      load(args, all ? 1 : 3);
    }
    end(check, all ? ALL : RANGE, site);
  }

  private void load(Type[] args, int count) {
    for (int i = 0; i < count; i++) {
      mv.visitVarInsn(args[i].getOpcode(Opcodes.ILOAD), locals.scratch(1 + i));
    }
  }

  private void end(String check, String desc, int site) {
    mv.visitVarInsn(Opcodes.ALOAD, state);
    MethodContext.pushInt(mv, site);
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, CHECKS, check, desc, false);
  }
}
