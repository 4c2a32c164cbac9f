package io.conccheck.agent.weave;

import io.conccheck.agent.state.Sites;
import java.util.List;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Tells of uses of classes whose initialisers write static fields of other classes: every method of
 * such a class, or of one that extends it, begins with it, and code of other classes is followed by
 * it where it names a static field. There are few such classes, and code that has to do with none
 * stays as it is.
 */
final class InitUses extends MethodVisitor {

  private final Weaving weaving;
  private final ClassLoader loader;
  private final String type;
  private final List<String> own;

  private InitUses(
      MethodVisitor next, Weaving weaving, ClassLoader loader, String type, List<String> own) {
    super(Opcodes.ASM9, next);
    this.weaving = weaving;
    this.loader = loader;
    this.type = type;
    this.own = own;
  }

  /** What the woven method of that name goes through. */
  static MethodVisitor of(
      MethodVisitor next, Weaving weaving, ClassLoader loader, ClassShape type, String method) {
    if (!weaving.fields()) {
      return next;
    }
    boolean initialises = method.equals("<clinit>");
    List<String> own = initialises ? List.of() : weaving.shapes().givingAway(loader, type.name);
    return new InitUses(next, weaving, loader, type.name, own);
  }

  @Override
  public void visitCode() {
    super.visitCode();
    for (String used : own) {
      use(used);
    }
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String desc) {
    super.visitFieldInsn(opcode, owner, name, desc);
    boolean isStatic = opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC;
    if (isStatic && !owner.equals(type)) {
      FieldShape field = weaving.shapes().find(loader, owner, name, desc);
      if (field != null) {
        for (String used : weaving.shapes().givingAway(loader, field.owner())) {
          use(used);
        }
      }
    }
  }

  private void use(String used) {
    MethodContext.pushInt(mv, weaving.sites().constant(Sites.INIT + Names.dotted(used)));
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, Names.INITS, "use", "(I)V", false);
  }
}
