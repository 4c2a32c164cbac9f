package io.conccheck.agent.weave;

import io.conccheck.agent.boot.AccessModes;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Emits an access by a {@code VarHandle} with its edges around it. Such calls have no body that
 * could be hooked. The name of the call is the access mode: it tells which edges there are, and how
 * many of the arguments are values, all others being coordinates.
 */
final class HandleCode {

  private static final String HANDLE = "java/lang/invoke/VarHandle";
  private static final String HANDLES = Names.BOOT + "Handles";
  private static final String SYNC = Names.BOOT + "Sync";
  private static final String TENTATIVE = "L" + Names.SYNC_VAR + "$Tentative;";

  private static final String VAR =
      "(Ljava/lang/Object;Ljava/lang/Object;II)" + Names.SYNC_VAR_DESC;
  private static final String HANDED =
      "(Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;II)V";
  private static final String ACCESS =
      "(Ljava/lang/Object;Ljava/lang/Object;II" + Names.STATE_DESC + "I)V";

  private final MethodVisitor mv;
  private final TrackedLocals locals;
  private final int state;
  private final int site;

  HandleCode(MethodVisitor mv, TrackedLocals locals, int state, int site) {
    this.mv = mv;
    this.locals = locals;
    this.state = state;
    this.site = site;
  }

  /** True if the call is an access. */
  static boolean accesses(int opcode, String owner, String name) {
    return opcode == Opcodes.INVOKEVIRTUAL
        && owner.equals(HANDLE)
        && (name.startsWith("get") || name.startsWith("set") || AccessModes.swaps(name))
        && !name.equals("getClass");
  }

  /** Emits the access; the method's state must be loaded. */
  void call(String mode, String desc) {
    Type[] args = Type.getArgumentTypes(desc);
    int coordinates = args.length - AccessModes.values(mode);
    boolean orders = AccessModes.acquires(mode) || AccessModes.releases(mode);
    boolean writes = AccessModes.writes(mode);
    int var = locals.scratch(1);
    int release = locals.scratch(2);
    int handle = locals.scratch(3);
    for (int i = args.length - 1; i >= 0; i--) {
      mv.visitVarInsn(args[i].getOpcode(Opcodes.ISTORE), argument(i));
    }
    mv.visitInsn(Opcodes.DUP);
    mv.visitVarInsn(Opcodes.ASTORE, handle);
    if (orders) {
      mv.visitVarInsn(Opcodes.ALOAD, handle);
      coordinates(args, coordinates);
      mv.visitMethodInsn(Opcodes.INVOKESTATIC, HANDLES, "var", VAR, false);
      mv.visitVarInsn(Opcodes.ASTORE, var);
    }
    if (writes) {
      if (AccessModes.acquires(mode)) {
        acquire(var); // what is written over comes from whoever released it
      }
      access("write", handle, args, coordinates);
      if (!AccessModes.releases(mode) && args[args.length - 1].getSort() >= Type.ARRAY) {
        mv.visitVarInsn(Opcodes.ALOAD, argument(args.length - 1));
        handed("handedOut", handle, args, coordinates);
      }
    }
    boolean mayFail =
        AccessModes.swaps(mode) && Type.getReturnType(desc) == Type.BOOLEAN_TYPE; // and tells so
    if (AccessModes.releases(mode)) {
      release(var, mayFail ? release : -1);
    }
    for (int i = 0; i < args.length; i++) {
      mv.visitVarInsn(args[i].getOpcode(Opcodes.ILOAD), argument(i));
    }
    mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, HANDLE, mode, desc, false);
    if (AccessModes.releases(mode) && mayFail) {
      mv.visitInsn(Opcodes.DUP);
      mv.visitVarInsn(Opcodes.ALOAD, release);
      mv.visitMethodInsn(Opcodes.INVOKESTATIC, HANDLES, "settle", "(Z" + TENTATIVE + ")V", false);
    }
    if (AccessModes.acquires(mode)) {
      acquire(var);
    }
    if (!writes) {
      access("read", handle, args, coordinates);
    }
    if (Type.getReturnType(desc).getSort() >= Type.ARRAY) {
      mv.visitInsn(Opcodes.DUP);
      handed(AccessModes.acquires(mode) ? "gotBehind" : "got", handle, args, coordinates);
    }
  }

  /** Tells of the reference on the stack, which is taken. */
  private void handed(String how, int handle, Type[] args, int coordinates) {
    mv.visitVarInsn(Opcodes.ALOAD, handle);
    coordinates(args, coordinates);
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, HANDLES, how, HANDED, false);
  }

  private int argument(int i) {
    return locals.scratch(4 + i);
  }

  private void acquire(int var) {
    mv.visitVarInsn(Opcodes.ALOAD, var);
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, SYNC, "acquire", "(Ljava/lang/Object;)V", false);
  }

  /** Releases, to be taken back with what is left in that local; for good if it is -1. */
  private void release(int var, int tentative) {
    mv.visitVarInsn(Opcodes.ALOAD, var);
    if (tentative < 0) {
      mv.visitMethodInsn(Opcodes.INVOKESTATIC, SYNC, "release", "(Ljava/lang/Object;)V", false);
    } else {
      String tentatively = "(Ljava/lang/Object;)" + TENTATIVE;
      mv.visitMethodInsn(Opcodes.INVOKESTATIC, SYNC, "releaseTentatively", tentatively, false);
      mv.visitVarInsn(Opcodes.ASTORE, tentative);
    }
  }

  private void access(String how, int handle, Type[] args, int coordinates) {
    mv.visitVarInsn(Opcodes.ALOAD, handle);
    coordinates(args, coordinates);
    mv.visitVarInsn(Opcodes.ALOAD, state);
    MethodContext.pushInt(mv, site);
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, HANDLES, how, ACCESS, false);
  }

  /** Lays what is accessed behind the handle: target, index, how many coordinates there are. */
  private void coordinates(Type[] args, int count) {
    boolean target = count > 0 && args[0].getSort() >= Type.ARRAY;
    if (target) {
      mv.visitVarInsn(Opcodes.ALOAD, argument(0));
    } else {
      mv.visitInsn(Opcodes.ACONST_NULL);
    }
    Type index = count > 1 ? args[1] : null;
    if (index == Type.LONG_TYPE) {
      mv.visitVarInsn(Opcodes.LLOAD, argument(1));
      mv.visitInsn(Opcodes.L2I);
    } else if (index != null && index.getSort() <= Type.INT) {
      mv.visitVarInsn(Opcodes.ILOAD, argument(1));
    } else {
      mv.visitInsn(Opcodes.ICONST_0);
    }
    MethodContext.pushInt(mv, target ? count : 0);
  }
}
