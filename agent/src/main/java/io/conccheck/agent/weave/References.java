package io.conccheck.agent.weave;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * References to methods of the JDK whose calls are woven ({@code list::add}, {@code
 * thread::isAlive}): the JDK would call them out of sight, so each gets a synthetic method that
 * makes the call, as a lambda would have. References that can be serialized stay as they are.
 */
final class References {

  private static final String FACTORY = "java/lang/invoke/LambdaMetafactory";
  private static final int METHOD =
      Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;

  private final List<Reference> references = new ArrayList<>();

  /** What is to be made; {@code receiver} tells where the receiver came from, or is null. */
  private record Reference(
      MethodContext from, int line, Handle to, String name, String desc, String receiver) {}

  /**
   * The arguments of a call site with the reference turned towards a method that is yet to be.
   *
   * @param origin where what lies on top of the stack came from
   */
  Object[] turned(
      MethodContext from, int line, String origin, String desc, Handle bootstrap, Object[] args) {
    if (!bootstrap.getOwner().equals(FACTORY)
        || !bootstrap.getName().equals("metafactory")
        || !(args[1] instanceof Handle to)
        || !isWoven(from.weaving(), to)) {
      return args;
    }
    Type[] captured = Type.getArgumentTypes(desc);
    Type receiver = captured.length == 1 ? captured[0] : Type.getObjectType(to.getOwner());
    Type[] own = Type.getArgumentTypes(to.getDesc());
    boolean makes = opcode(to) == Opcodes.INVOKESPECIAL;
    boolean isStatic = makes || opcode(to) == Opcodes.INVOKESTATIC;
    Type[] all = new Type[isStatic ? own.length : own.length + 1];
    if (!isStatic) {
      all[0] = receiver;
    }
    System.arraycopy(own, 0, all, all.length - own.length, own.length);
    Type result = makes ? Type.getObjectType(to.getOwner()) : Type.getReturnType(to.getDesc());
    String calling = Type.getMethodDescriptor(result, all);
    String name = Names.PREFIX + "ref$" + references.size();
    String bound = captured.length == 1 ? origin : null;
    references.add(new Reference(from, line, to, name, calling, bound));
    ClassShape type = from.type();
    Object[] turned = args.clone();
    turned[1] = new Handle(Opcodes.H_INVOKESTATIC, type.name, name, calling, type.isInterface());
    return turned;
  }

  private static int opcode(Handle to) {
    return switch (to.getTag()) {
      case Opcodes.H_INVOKEVIRTUAL -> Opcodes.INVOKEVIRTUAL;
      case Opcodes.H_INVOKEINTERFACE -> Opcodes.INVOKEINTERFACE;
      case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
      case Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
      default -> 0;
    };
  }

  private static boolean isWoven(Weaving weaving, Handle to) {
    int opcode = opcode(to);
    String owner = to.getOwner();
    if (opcode == 0) {
      return false;
    }
    if (opcode != Opcodes.INVOKESTATIC && opcode != Opcodes.INVOKESPECIAL && weaving.fields()) {
      if (UnitCalls.effect(owner, to.getName(), to.getDesc()) != UnitCalls.Effect.NONE) {
        return true;
      }
    }
    if (weaving.fields() && !HandedCalls.of(owner, to.getName(), to.getDesc()).isEmpty()) {
      return true;
    }
    return AliveCode.asks(opcode, to.getName(), to.getDesc())
        || weaving.arrays()
            && (BulkCalls.touch(opcode, owner, to.getName(), to.getDesc())
                || ArrayArguments.touch(opcode, owner, to.getName(), to.getDesc()));
  }

  /** Adds the methods, woven. */
  void emit(ClassVisitor cv) {
    for (Reference r : references) {
      Type[] args = Type.getArgumentTypes(r.desc);
      MethodShape shape = new MethodShape();
      shape.firstLine = r.line;
      shape.callsUnits = true;
      shape.callsChecked = true;
      shape.touchesArrays = true;
      for (Type arg : args) {
        shape.maxLocals += arg.getSize();
      }
      MethodContext from = r.from;
      String named = from.name().charAt(0) == '<' ? r.name : from.name();
      MethodVisitor next = cv.visitMethod(METHOD, r.name, r.desc, null, null);
      MethodWeaver weaver =
          new MethodWeaver(
              next,
              new MethodContext(
                  from.weaving(),
                  from.loader(),
                  from.type(),
                  from.bridges(),
                  this,
                  shape,
                  METHOD,
                  named,
                  r.desc));
      weaver.origin(0, r.receiver);
      emit(weaver, r, args);
    }
  }

  private static void emit(MethodVisitor mv, Reference r, Type[] args) {
    mv.visitCode();
    if (r.line > 0) {
      Label start = new Label();
      mv.visitLabel(start);
      mv.visitLineNumber(r.line, start);
    }
    if (opcode(r.to) == Opcodes.INVOKESPECIAL) {
      mv.visitTypeInsn(Opcodes.NEW, r.to.getOwner());
      mv.visitInsn(Opcodes.DUP);
    }
    int slot = 0;
    for (Type arg : args) {
      mv.visitVarInsn(arg.getOpcode(Opcodes.ILOAD), slot);
      slot += arg.getSize();
    }
    Handle to = r.to;
    mv.visitMethodInsn(opcode(to), to.getOwner(), to.getName(), to.getDesc(), to.isInterface());
    mv.visitInsn(Type.getReturnType(r.desc).getOpcode(Opcodes.IRETURN));
    mv.visitMaxs(0, 0);
    mv.visitEnd();
  }
}
