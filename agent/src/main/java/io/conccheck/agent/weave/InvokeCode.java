package io.conccheck.agent.weave;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Emits the invocation of a method handle with word of it before and after, for the handle may be
 * one that accesses a field or an element.
 */
final class InvokeCode {

  private static final String HANDLE = "java/lang/invoke/MethodHandle";
  private static final String MEMBERS = Names.BOOT + "MemberHandles";
  private static final String TENTATIVE = "L" + Names.SYNC_VAR + "$Tentative;";
  private static final String ARGUMENTS =
      "(Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;I" + Names.STATE_DESC + "II)";

  private static final String SPREAD =
      "(Ljava/lang/Object;[Ljava/lang/Object;" + Names.STATE_DESC + "II)";

  private final MethodVisitor mv;
  private final TrackedLocals locals;
  private final int state;
  private final int site;
  private final int atomicSite;

  InvokeCode(MethodVisitor mv, TrackedLocals locals, int state, int site, int atomicSite) {
    this.mv = mv;
    this.locals = locals;
    this.state = state;
    this.site = site;
    this.atomicSite = atomicSite;
  }

  /** True if the call invokes a method handle. */
  static boolean invokes(String owner, String name) {
    return owner.equals(HANDLE) && (name.equals("invoke") || name.equals("invokeExact"));
  }

  /** True if the call invokes a method handle with its arguments in an array. */
  static boolean spreads(String owner, String name, String desc) {
    return owner.equals(HANDLE) && name.equals("invokeWithArguments") && desc.startsWith("([");
  }

  /** Emits the call; the method's state must be loaded. */
  void call(String name, String desc) {
    Type[] args = Type.getArgumentTypes(desc);
    int handle = locals.scratch(1);
    int release = locals.scratch(2);
    for (int i = args.length - 1; i >= 0; i--) {
      mv.visitVarInsn(args[i].getOpcode(Opcodes.ISTORE), argument(i));
    }
    mv.visitInsn(Opcodes.DUP);
    mv.visitVarInsn(Opcodes.ASTORE, handle);
    boolean spreads = spreads(HANDLE, name, desc);
    tell("before", TENTATIVE, handle, args, spreads);
    mv.visitVarInsn(Opcodes.ASTORE, release);
    for (int i = 0; i < args.length; i++) {
      mv.visitVarInsn(args[i].getOpcode(Opcodes.ILOAD), argument(i));
    }
    mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, HANDLE, name, desc, false);
    if (Type.getReturnType(desc) == Type.BOOLEAN_TYPE) {
      mv.visitInsn(Opcodes.DUP);
      mv.visitVarInsn(Opcodes.ALOAD, release);
      mv.visitMethodInsn(
          Opcodes.INVOKESTATIC, Names.BOOT + "Handles", "settle", "(Z" + TENTATIVE + ")V", false);
    }
    tell("after", "V", handle, args, spreads);
  }

  private int argument(int i) {
    return locals.scratch(3 + i);
  }

  private void tell(String when, String result, int handle, Type[] args, boolean spread) {
    mv.visitVarInsn(Opcodes.ALOAD, handle);
    object(args, 0);
    if (!spread) {
      object(args, 1);
      index(args);
    }
    mv.visitVarInsn(Opcodes.ALOAD, state);
    MethodContext.pushInt(mv, site);
    MethodContext.pushInt(mv, atomicSite);
    String how = spread ? when + "Spread" : when;
    String desc = (spread ? SPREAD : ARGUMENTS) + result;
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, MEMBERS, how, desc, false);
  }

  private void object(Type[] args, int i) {
    if (i < args.length && args[i].getSort() >= Type.ARRAY) {
      mv.visitVarInsn(Opcodes.ALOAD, argument(i));
    } else {
      mv.visitInsn(Opcodes.ACONST_NULL);
    }
  }

  private void index(Type[] args) {
    for (int i = 0; i < args.length; i++) {
      if (args[i] == Type.INT_TYPE) {
        mv.visitVarInsn(Opcodes.ILOAD, argument(i));
        return;
      }
    }
    mv.visitInsn(Opcodes.ICONST_0);
  }
}
