package io.conccheck.agent.weave;

import io.conccheck.agent.state.UnitMethods;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Puts word of units taken and given back into the methods of one class that do so. */
final class UnitWeaver extends ClassVisitor {

  private static final String EVENTS = Names.BOOT + "UnitEvents";

  private final UnitMarks marks;
  private String type;

  private UnitWeaver(ClassVisitor next, UnitMarks marks) {
    super(Opcodes.ASM9, next);
    this.marks = marks;
  }

  /** The class with that word put in; null if it has none of those methods. */
  static byte[] weave(ClassReader reader, UnitMethods table) {
    UnitMarks marks = table.isWatched() ? UnitMarks.of(reader, table) : null;
    if (marks == null) {
      return null;
    }
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(new UnitWeaver(writer, marks), 0);
    return writer.toByteArray();
  }

  @Override
  public void visit(
      int version, int access, String name, String sig, String superName, String[] interfaces) {
    super.visit(version, access, name, sig, superName, interfaces);
    this.type = name;
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String desc, String sig, String[] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, desc, sig, exceptions);
    boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
    if (name.charAt(0) == '<' || (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
      return next;
    }
    if (marks.takes(name, desc)) {
      boolean counts = desc.startsWith("(I)") && marks.keepsArguments(name, desc);
      return new Taking(next, isStatic, Type.getReturnType(desc), counts);
    }
    boolean gives = marks.gives(name, desc);
    boolean byAny = marks.takesAny() && marks.givesByAny() && takesOne(desc);
    return gives || byAny ? new Giving(next, isStatic, desc) : next;
  }

  private static boolean takesOne(String desc) {
    Type[] args = Type.getArgumentTypes(desc);
    return args.length == 1 && args[0].getSort() >= Type.ARRAY;
  }

  private void pushPool(MethodVisitor mv, boolean isStatic) {
    if (isStatic) {
      mv.visitLdcInsn(Type.getObjectType(type));
    } else {
      mv.visitVarInsn(Opcodes.ALOAD, 0);
    }
  }

  private static void pushUnits(MethodVisitor mv, boolean isStatic, boolean counts) {
    if (counts) {
      mv.visitVarInsn(Opcodes.ILOAD, isStatic ? 0 : 1);
    } else {
      mv.visitInsn(Opcodes.ICONST_1);
    }
  }

  /** A method that takes units. */
  private final class Taking extends MethodVisitor {
    private final boolean isStatic;
    private final Type result;
    private final boolean counts;

    Taking(MethodVisitor next, boolean isStatic, Type result, boolean counts) {
      super(Opcodes.ASM9, next);
      this.isStatic = isStatic;
      this.result = result;
      this.counts = counts;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      pushPool(mv, isStatic);
      pushUnits(mv, isStatic, counts);
      mv.visitMethodInsn(Opcodes.INVOKESTATIC, EVENTS, "ask", "(Ljava/lang/Object;I)V", false);
    }

    @Override
    public void visitInsn(int opcode) {
      if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
        boolean object = result.getSort() == Type.OBJECT || result.getSort() == Type.ARRAY;
        if (object || result == Type.BOOLEAN_TYPE) {
          mv.visitInsn(Opcodes.DUP);
        } else {
          mv.visitInsn(Opcodes.ICONST_1);
        }
        pushPool(mv, isStatic);
        pushUnits(mv, isStatic, counts);
        String first = object ? "Ljava/lang/Object;" : "Z";
        String lend = "(" + first + "Ljava/lang/Object;I)V";
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, EVENTS, "lend", lend, false);
      }
      super.visitInsn(opcode);
    }
  }

  /** A method that gives one back: its argument, or itself, or as many as it is told. */
  private final class Giving extends MethodVisitor {
    private final boolean isStatic;
    private final String desc;

    Giving(MethodVisitor next, boolean isStatic, String desc) {
      super(Opcodes.ASM9, next);
      this.isStatic = isStatic;
      this.desc = desc;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      if (marks.takesAny()) {
        pushPool(mv, isStatic);
      } else {
        mv.visitInsn(Opcodes.ACONST_NULL); // the unit knows where it came from
      }
      boolean one = takesOne(desc);
      if (one) {
        mv.visitVarInsn(Opcodes.ALOAD, isStatic ? 0 : 1);
      } else if (marks.takesAny() || isStatic) {
        mv.visitInsn(Opcodes.ACONST_NULL);
      } else {
        mv.visitVarInsn(Opcodes.ALOAD, 0);
      }
      pushUnits(mv, isStatic, desc.startsWith("(I)"));
      mv.visitMethodInsn(
          Opcodes.INVOKESTATIC, EVENTS, "give", "(Ljava/lang/Object;Ljava/lang/Object;I)V", false);
    }
  }
}
