package io.conccheck.agent.weave;

import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Looks at each instruction of a method that may be pure; what it does in which order is free. */
abstract class PureBody extends MethodVisitor {

  PureBody() {
    super(Opcodes.ASM9);
  }

  /** The method does what is not known to be pure. */
  abstract void impure();

  /** True if that field, its descriptor behind its name, never changes. */
  abstract boolean isFinal(String owner, String field);

  abstract boolean isPure(PureMethods.Call call);

  private void require(boolean pure) {
    if (!pure) {
      impure();
    }
  }

  @Override
  public void visitInsn(int opcode) {
    boolean stores = opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE;
    boolean locks = opcode == Opcodes.MONITORENTER || opcode == Opcodes.MONITOREXIT;
    require(!stores && !locks && opcode != Opcodes.AALOAD);
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String desc) {
    boolean reads = opcode == Opcodes.GETFIELD || opcode == Opcodes.GETSTATIC;
    require(reads && isFinal(owner, name + desc));
  }

  @Override
  public void visitMethodInsn(int opcode, String owner, String name, String desc, boolean itf) {
    require(
        opcode != Opcodes.INVOKEINTERFACE
            && isPure(new PureMethods.Call(opcode, owner, name, desc)));
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    require(opcode != Opcodes.NEW || PureMethods.ofJdk(type, "<init>"));
  }

  @Override
  public void visitInvokeDynamicInsn(String name, String desc, Handle bootstrap, Object... args) {
    require(joinsText(bootstrap, desc));
  }

  /** True for a concatenation of what always gives the same text. */
  static boolean joinsText(Handle bootstrap, String desc) {
    if (!bootstrap.getOwner().equals("java/lang/invoke/StringConcatFactory")) {
      return false;
    }
    for (Type type : Type.getArgumentTypes(desc)) {
      if (type.getSort() >= Type.ARRAY && !type.getInternalName().equals("java/lang/String")) {
        return false;
      }
    }
    return true;
  }
}
