package io.conccheck.agent.weave;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Emits calls that access a field or an element by reflection or by an offset, with what they are
 * for the memory model around them: an access, and an edge where the field is volatile or the call
 * orders.
 */
final class MemberCode {

  private static final String FIELD = "java/lang/reflect/Field";
  private static final String ARRAY = "java/lang/reflect/Array";
  private static final String UNSAFE = "sun/misc/Unsafe";

  private static final String MEMBERS = Names.BOOT + "MemberHandles";
  private static final String OFFSETS = Names.BOOT + "Offsets";
  private static final String FENCES = Names.BOOT + "model/FenceModel";
  private static final String SYNC = Names.BOOT + "Sync";
  private static final String TENTATIVE = "L" + Names.SYNC_VAR + "$Tentative;";
  private static final String MEMBER =
      "(Ljava/lang/Object;Ljava/lang/Object;" + Names.STATE_DESC + "I)V";
  private static final String ELEMENT = "(Ljava/lang/Object;I" + Names.STATE_DESC + "I)V";
  private static final String OFFSET = "(Ljava/lang/Object;J" + Names.STATE_DESC + "I)V";

  private final MethodVisitor mv;
  private final TrackedLocals locals;
  private final int state;
  private final int site;

  MemberCode(MethodVisitor mv, TrackedLocals locals, int state, int site) {
    this.mv = mv;
    this.locals = locals;
    this.state = state;
    this.site = site;
  }

  /** True if the call may be such an access. */
  static boolean accesses(String owner, String name, String desc) {
    return switch (owner) {
      case FIELD -> isField(name, desc);
      case ARRAY -> desc.startsWith("(Ljava/lang/Object;I") && (reads(name) || writes(name));
      case UNSAFE ->
          desc.startsWith("(Ljava/lang/Object;J") && isUnsafe(name)
              || tellsOffset(name, desc)
              || isFence(name);
      default -> false;
    };
  }

  /** True if no access of that name races with another such access. */
  static boolean isAtomic(String owner, String name) {
    return owner.equals(UNSAFE) && (name.endsWith("Volatile") || orders(name));
  }

  private static boolean isField(String name, String desc) {
    return desc.startsWith("(Ljava/lang/Object;")
        && (reads(name) && desc.startsWith("(Ljava/lang/Object;)") || writes(name));
  }

  private static boolean tellsOffset(String name, String desc) {
    return name.endsWith("FieldOffset") && desc.equals("(Ljava/lang/reflect/Field;)J");
  }

  private static boolean isFence(String name) {
    return name.equals("fullFence") || name.equals("storeFence") || name.equals("loadFence");
  }

  private static boolean isUnsafe(String name) {
    return reads(name) || writes(name) || orders(name);
  }

  private static boolean reads(String name) {
    return name.startsWith("get") && !name.startsWith("getAnd");
  }

  private static boolean writes(String name) {
    return name.startsWith("set") && !name.equals("setAccessible") || name.startsWith("put");
  }

  private static boolean orders(String name) {
    return name.startsWith("getAnd")
        || name.startsWith("compareAnd")
        || name.startsWith("putOrdered");
  }

  /** Emits the call; the method's state must be loaded. */
  void call(int opcode, String owner, String name, String desc) {
    if (owner.equals(UNSAFE) && isFence(name)) {
      fence(opcode, name, desc);
      return;
    }
    Type[] args = Type.getArgumentTypes(desc);
    for (int i = args.length - 1; i >= 0; i--) {
      mv.visitVarInsn(args[i].getOpcode(Opcodes.ISTORE), argument(i));
    }
    if (opcode != Opcodes.INVOKESTATIC) {
      mv.visitInsn(Opcodes.DUP);
      mv.visitVarInsn(Opcodes.ASTORE, locals.scratch(1));
    }
    boolean before = writes(name);
    if (tellsOffset(name, desc)) {
      make(opcode, owner, name, desc, args);
      mv.visitInsn(Opcodes.DUP2);
      mv.visitVarInsn(Opcodes.ALOAD, argument(0));
      mv.visitMethodInsn(
          Opcodes.INVOKESTATIC, OFFSETS, "told", "(JLjava/lang/reflect/Field;)V", false);
      return;
    }
    if (owner.equals(UNSAFE)) {
      new Offset(name).call(args, desc);
      return;
    }
    if (before) {
      tell(owner, "write", args);
    }
    make(opcode, owner, name, desc, args);
    if (!before) {
      tell(owner, "read", args);
    }
  }

  /** A fence with what those of {@code VarHandle} are for order. */
  private void fence(int opcode, String name, String desc) {
    boolean releases = !name.equals("loadFence");
    if (releases) {
      mv.visitMethodInsn(Opcodes.INVOKESTATIC, FENCES, "release", "()V", false);
    }
    mv.visitMethodInsn(opcode, UNSAFE, name, desc, false);
    if (!name.equals("storeFence")) {
      mv.visitMethodInsn(Opcodes.INVOKESTATIC, FENCES, "acquire", "()V", false);
    }
  }

  private int argument(int i) {
    return locals.scratch(3 + i);
  }

  private void make(int opcode, String owner, String name, String desc, Type[] args) {
    for (int i = 0; i < args.length; i++) {
      mv.visitVarInsn(args[i].getOpcode(Opcodes.ILOAD), argument(i));
    }
    mv.visitMethodInsn(opcode, owner, name, desc, false);
  }

  private void tell(String owner, String how, Type[] args) {
    boolean element = owner.equals(ARRAY);
    if (element) {
      mv.visitVarInsn(Opcodes.ALOAD, argument(0));
      mv.visitVarInsn(Opcodes.ILOAD, argument(1));
    } else {
      mv.visitVarInsn(Opcodes.ALOAD, locals.scratch(1));
      if (args.length > 0 && args[0].getSort() >= Type.ARRAY) {
        mv.visitVarInsn(Opcodes.ALOAD, argument(0));
      } else {
        mv.visitInsn(Opcodes.ACONST_NULL);
      }
    }
    where();
    mv.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        element ? Names.ARRAYS : MEMBERS,
        how,
        element ? ELEMENT : MEMBER,
        false);
  }

  private void where() {
    mv.visitVarInsn(Opcodes.ALOAD, state);
    MethodContext.pushInt(mv, site);
  }

  /** A call by object and offset; its name tells what it does and orders. */
  private final class Offset {
    private final String name;
    private final boolean reads;
    private final boolean updates;
    private final boolean orders;

    Offset(String name) {
      this.name = name;
      this.reads = reads(name);
      this.updates = name.startsWith("getAnd") || name.startsWith("compareAnd");
      this.orders = isAtomic(UNSAFE, name);
    }

    void call(Type[] args, String desc) {
      int var = locals.scratch(2);
      int release = argument(args.length);
      if (orders) {
        at();
        mv.visitMethodInsn(
            Opcodes.INVOKESTATIC,
            OFFSETS,
            "var",
            "(Ljava/lang/Object;J)" + Names.SYNC_VAR_DESC,
            false);
        mv.visitVarInsn(Opcodes.ASTORE, var);
      }
      if (updates) {
        acquire(var);
      }
      if (!reads) {
        tell("write");
      }
      if (orders && !reads) {
        mv.visitVarInsn(Opcodes.ALOAD, var);
        String tentatively = "(Ljava/lang/Object;)" + TENTATIVE;
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, SYNC, "releaseTentatively", tentatively, false);
        mv.visitVarInsn(Opcodes.ASTORE, release);
      }
      make(Opcodes.INVOKEVIRTUAL, UNSAFE, name, desc, args);
      if (name.startsWith("compareAnd")) {
        mv.visitInsn(Opcodes.DUP);
        mv.visitVarInsn(Opcodes.ALOAD, release);
        mv.visitMethodInsn(
            Opcodes.INVOKESTATIC, Names.BOOT + "Handles", "settle", "(Z" + TENTATIVE + ")V", false);
      }
      if (updates || orders && reads) {
        acquire(var);
      }
      if (reads) {
        tell("read");
      }
    }

    private void at() {
      mv.visitVarInsn(Opcodes.ALOAD, argument(0));
      mv.visitVarInsn(Opcodes.LLOAD, argument(1));
    }

    private void tell(String how) {
      at();
      where();
      mv.visitMethodInsn(Opcodes.INVOKESTATIC, OFFSETS, how, OFFSET, false);
    }

    private void acquire(int var) {
      mv.visitVarInsn(Opcodes.ALOAD, var);
      mv.visitMethodInsn(Opcodes.INVOKESTATIC, SYNC, "acquire", "(Ljava/lang/Object;)V", false);
    }
  }
}
