package io.conccheck.agent.weave;

import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Emits the methods that the JDK makes for records with word of the stateful objects they look
 * into: {@code toString} and {@code hashCode} ask all components. In what order {@code equals}
 * compares them is not said: only where it found them all equal has it looked at each.
 */
final class RecordCode {

  private static final String FACTORY = "java/lang/runtime/ObjectMethods";
  private static final int GETTERS = 2; // which of the static arguments they begin with
  private static final String WHERE = Names.STATE_DESC + "I)V";
  private static final String ONE = "(Ljava/lang/Object;" + WHERE;
  private static final String BOTH = "(Ljava/lang/Object;Ljava/lang/Object;" + WHERE;
  private static final String EQUAL_TO =
      "(ZLjava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;";

  private final MethodVisitor mv;
  private final MethodContext context;
  private final TrackedLocals locals;
  private final int state;
  private final int line;

  RecordCode(MethodVisitor mv, MethodContext context, TrackedLocals locals, int state, int line) {
    this.mv = mv;
    this.context = context;
    this.locals = locals;
    this.state = state;
    this.line = line;
  }

  /** True if such a call looks into what a component refers to. */
  static boolean looks(String name, Handle bootstrap, Object[] args) {
    if (bootstrap.getOwner().equals(FACTORY)) {
      for (int i = GETTERS; i < args.length; i++) {
        if (looks(name, args[i])) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean looks(String name, Object getter) {
    if (!(getter instanceof Handle h) || h.getTag() != Opcodes.H_GETFIELD) {
      return false;
    }
    Type type = Type.getType(h.getDesc());
    return type.getSort() == Type.OBJECT
        && (name.equals("toString")
            ? HandedCalls.isShown(type.getInternalName())
            : HandedCalls.isHashed(type.getInternalName()));
  }

  /** Emits the call. */
  void call(String name, String desc, Handle bootstrap, Object[] args) {
    boolean compares = name.equals("equals");
    int self = locals.scratch(1);
    int other = locals.scratch(2);
    if (compares) {
      mv.visitVarInsn(Opcodes.ASTORE, other);
      mv.visitInsn(Opcodes.DUP);
      mv.visitVarInsn(Opcodes.ASTORE, self);
      mv.visitVarInsn(Opcodes.ALOAD, other);
      mv.visitInvokeDynamicInsn(name, desc, bootstrap, args);
      mv.visitInsn(Opcodes.DUP);
      mv.visitVarInsn(Opcodes.ALOAD, self);
      mv.visitVarInsn(Opcodes.ALOAD, other);
      mv.visitMethodInsn(Opcodes.INVOKESTATIC, Names.SHOWN, "equalTo", EQUAL_TO, false);
      mv.visitTypeInsn(Opcodes.CHECKCAST, Type.getArgumentTypes(desc)[0].getInternalName());
      mv.visitVarInsn(Opcodes.ASTORE, other);
    } else {
      mv.visitInsn(Opcodes.DUP);
      mv.visitVarInsn(Opcodes.ASTORE, self);
    }
    String how = compares ? "equal" : name.equals("toString") ? "readShown" : "readHashed";
    for (int i = GETTERS; i < args.length; i++) {
      if (looks(name, args[i])) {
        Handle getter = (Handle) args[i];
        get(self, getter);
        if (compares) {
          get(other, getter);
        }
        mv.visitVarInsn(Opcodes.ALOAD, state);
        MethodContext.pushInt(mv, context.site(line, symbol(getter)));
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, Names.SHOWN, how, compares ? BOTH : ONE, false);
      }
    }
    if (!compares) {
      mv.visitInvokeDynamicInsn(name, desc, bootstrap, args);
    }
  }

  private void get(int object, Handle getter) {
    mv.visitVarInsn(Opcodes.ALOAD, object);
    mv.visitFieldInsn(Opcodes.GETFIELD, getter.getOwner(), getter.getName(), getter.getDesc());
  }

  private static String symbol(Handle getter) {
    return Names.dotted(getter.getOwner()) + "." + getter.getName();
  }
}
