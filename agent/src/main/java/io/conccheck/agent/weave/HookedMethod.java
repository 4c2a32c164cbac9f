package io.conccheck.agent.weave;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Puts the calls of hooks into one method. Arguments that an exit hook takes are copied when the
 * method begins, for the method may use their slots for something else.
 */
final class HookedMethod extends MethodVisitor {

  private final int version;
  private final Object[] self; // what the frames know of the receiver
  private final boolean isStatic;
  private final Type[] args;
  private final Type result;
  private final List<Hook> enters = new ArrayList<>();
  private final List<Hook> exits = new ArrayList<>();
  private final List<Hook> inside = new ArrayList<>();
  private final TrackedLocals locals;
  private final Map<Integer, Integer> copies = new HashMap<>(); // argument to local
  private final Map<Hook, Integer> kept =
      new IdentityHashMap<>(); // hook at the beginning or after a call to local of its result
  private final boolean guarded;
  private final Label bodyStart = new Label();
  private final Label bodyEnd = new Label();

  HookedMethod(
      MethodVisitor next,
      int version,
      Object[] self,
      int maxLocals,
      String desc,
      List<Hook> hooks) {
    super(Opcodes.ASM9, next);
    this.version = version;
    this.self = self;
    this.isStatic = self.length == 0;
    this.args = Type.getArgumentTypes(desc);
    this.result = Type.getReturnType(desc);
    this.locals = new TrackedLocals(maxLocals);
    boolean onThrow = false;
    for (Hook h : hooks) {
      (h.call() != null ? inside : h.exit() ? exits : enters).add(h);
      onThrow |= h.onThrow();
    }
    this.guarded = onThrow;
    reserve();
  }

  private void reserve() {
    for (Hook h : enters) {
      if (h.result() != Type.VOID_TYPE && h.replaceArg() < 0) {
        kept.put(h, locals.add(frameType(h.result())));
      }
    }
    for (Hook h : inside) {
      if (h.result() != Type.VOID_TYPE) {
        kept.put(h, locals.add(frameType(h.result())));
      }
    }
    for (Hook h : exits) {
      for (Hook.Parameter p : h.parameters()) {
        if (p.kind() == Hook.Kind.ARG && !copies.containsKey(p.arg())) {
          copies.put(p.arg(), locals.add(frameType(args[p.arg()])));
        }
      }
    }
  }

  private static Object frameType(Type t) {
    return switch (t.getSort()) {
      case Type.LONG -> Opcodes.LONG;
      case Type.DOUBLE -> Opcodes.DOUBLE;
      case Type.FLOAT -> Opcodes.FLOAT;
      case Type.OBJECT -> t.getInternalName();
      case Type.ARRAY -> t.getDescriptor();
      default -> Opcodes.INTEGER;
    };
  }

  private int slot(int arg) {
    int slot = isStatic ? 0 : 1;
    for (int i = 0; i < arg; i++) {
      slot += args[i].getSize();
    }
    return slot;
  }

  @Override
  public void visitCode() {
    super.visitCode();
    for (Map.Entry<Integer, Integer> copy : copies.entrySet()) {
      Type arg = args[copy.getKey()];
      mv.visitVarInsn(arg.getOpcode(Opcodes.ILOAD), slot(copy.getKey()));
      mv.visitVarInsn(arg.getOpcode(Opcodes.ISTORE), copy.getValue());
    }
    for (Hook h : inside) {
      if (kept.containsKey(h)) {
        load(-1, h.result());
        mv.visitVarInsn(h.result().getOpcode(Opcodes.ISTORE), kept.get(h));
      }
    }
    for (Hook h : enters) {
      call(h, -1, -1);
      Integer local = kept.get(h);
      if (local != null) {
        mv.visitVarInsn(h.result().getOpcode(Opcodes.ISTORE), local);
      } else if (h.replaceArg() >= 0) {
        mv.visitVarInsn(h.result().getOpcode(Opcodes.ISTORE), slot(h.replaceArg()));
      }
    }
    if (guarded) {
      mv.visitLabel(bodyStart);
    }
  }

  /** Calls the hook; result and exception are in those locals, or nowhere if negative. */
  private void call(Hook h, int returned, int thrown) {
    Type[] takes = Type.getArgumentTypes(h.desc());
    for (int i = 0; i < takes.length; i++) {
      Hook.Parameter p = h.parameters().get(i);
      switch (p.kind()) {
        case THIS -> load(isStatic ? -1 : 0, takes[i]);
        case ARG -> load(h.exit() ? copies.get(p.arg()) : slot(p.arg()), args[p.arg()]);
        case RETURNED -> load(returned, takes[i]);
        case THROWN -> load(thrown, takes[i]);
        case ENTERED -> load(keptFor(h, takes[i]), takes[i]);
        default -> throw new IllegalStateException(p.toString());
      }
    }
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, h.owner(), h.name(), h.desc(), false);
  }

  private int keptFor(Hook later, Type taken) {
    for (Map.Entry<Hook, Integer> k : kept.entrySet()) {
      Hook giver = k.getKey();
      if (giver.owner().equals(later.owner()) && giver.result().equals(taken)) {
        return k.getValue();
      }
    }
    throw new IllegalStateException(later + " has no hook before it that gives " + taken);
  }

  private void load(int local, Type t) {
    if (local >= 0) {
      mv.visitVarInsn(t.getOpcode(Opcodes.ILOAD), local);
      return;
    }
    switch (t.getSort()) {
      case Type.LONG -> mv.visitInsn(Opcodes.LCONST_0);
      case Type.DOUBLE -> mv.visitInsn(Opcodes.DCONST_0);
      case Type.FLOAT -> mv.visitInsn(Opcodes.FCONST_0);
      case Type.OBJECT, Type.ARRAY -> mv.visitInsn(Opcodes.ACONST_NULL);
      default -> mv.visitInsn(Opcodes.ICONST_0);
    }
  }

  @Override
  public void visitFrame(int kind, int nLocal, Object[] local, int nStack, Object[] stack) {
    locals.visitFrame(mv, nLocal, local, nStack, stack);
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
      beforeReturn();
    }
    mv.visitInsn(opcode);
  }

  @Override
  public void visitMethodInsn(int opcode, String owner, String name, String desc, boolean itf) {
    if (inside.isEmpty()) {
      mv.visitMethodInsn(opcode, owner, name, desc, itf);
      return;
    }
    List<Hook> after = new ArrayList<>();
    for (Hook h : inside) {
      if (!isAt(h, opcode, owner, name, desc)) {
        continue;
      }
      if (h.afterCall()) {
        after.add(h);
      } else {
        callInside(h, Type.getArgumentTypes(desc));
      }
    }
    mv.visitMethodInsn(opcode, owner, name, desc, itf);
    for (Hook h : after) {
      Type[] takes = Type.getArgumentTypes(h.desc());
      boolean takesKept = h.takes(Hook.Kind.ENTERED);
      boolean takesResult = takes.length > (takesKept ? 2 : 1);
      if (takesResult) {
        mv.visitInsn(Opcodes.DUP);
      }
      loadThis();
      if (takesResult) {
        mv.visitInsn(Opcodes.SWAP);
      }
      if (takesKept) {
        Type last = takes[takes.length - 1];
        load(keptFor(h, last), last);
      }
      mv.visitMethodInsn(Opcodes.INVOKESTATIC, h.owner(), h.name(), h.desc(), false);
      if (kept.containsKey(h)) {
        mv.visitVarInsn(h.result().getOpcode(Opcodes.ISTORE), kept.get(h));
      }
    }
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String desc) {
    Hook h = opcode == Opcodes.GETFIELD && !inside.isEmpty() ? afterRead(name) : null;
    if (h == null) {
      mv.visitFieldInsn(opcode, owner, name, desc);
      return;
    }
    mv.visitInsn(Opcodes.DUP);
    mv.visitFieldInsn(opcode, owner, name, desc);
    mv.visitInsn(Opcodes.DUP_X1);
    if (Type.getArgumentTypes(h.desc()).length > 2) {
      loadThis();
    }
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, h.owner(), h.name(), h.desc(), false);
  }

  private Hook afterRead(String field) {
    for (int i = 0; i < inside.size(); i++) {
      String call = inside.get(i).call();
      if (call.startsWith(Hook.FIELD)
          && call.startsWith(field, 1)
          && call.length() == field.length() + 1) {
        return inside.get(i);
      }
    }
    return null;
  }

  private boolean isAt(Hook h, int opcode, String owner, String name, String desc) {
    String call = h.call();
    if (opcode == Opcodes.INVOKESTATIC || name.equals("<init>")) {
      return false;
    }
    if (call.equals("*")) {
      boolean ofObject = owner.equals("java/lang/Object"); // as older compilers have it
      return (opcode == Opcodes.INVOKEINTERFACE || ofObject) && !isStatic;
    }
    return call.endsWith("/*")
        ? owner.startsWith(call.substring(0, call.length() - 1))
        : call.equals(name + desc);
  }

  private void loadThis() {
    if (isStatic) {
      mv.visitInsn(Opcodes.ACONST_NULL);
    } else {
      mv.visitVarInsn(Opcodes.ALOAD, 0);
    }
  }

  /** Lifts the arguments off the receiver, shows it to the hook, and lays them back. */
  private void callInside(Hook h, Type[] passed) {
    for (int i = passed.length - 1; i >= 0; i--) {
      mv.visitVarInsn(passed[i].getOpcode(Opcodes.ISTORE), locals.scratch(i));
    }
    mv.visitInsn(Opcodes.DUP);
    loadThis();
    mv.visitInsn(Opcodes.SWAP);
    Type[] takes = Type.getArgumentTypes(h.desc());
    for (int i = 2; i < takes.length; i++) {
      if (h.takes(Hook.Kind.ENTERED) && i == takes.length - 1) {
        load(keptFor(h, takes[i]), takes[i]);
      } else {
        mv.visitVarInsn(passed[i - 2].getOpcode(Opcodes.ILOAD), locals.scratch(i - 2));
      }
    }
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, h.owner(), h.name(), h.desc(), false);
    for (int i = 0; i < passed.length; i++) {
      mv.visitVarInsn(passed[i].getOpcode(Opcodes.ILOAD), locals.scratch(i));
    }
  }

  private void beforeReturn() {
    int local = result == Type.VOID_TYPE ? -1 : locals.scratch(0);
    if (local >= 0) {
      mv.visitVarInsn(result.getOpcode(Opcodes.ISTORE), local);
    }
    for (int i = exits.size() - 1; i >= 0; i--) {
      Hook h = exits.get(i);
      call(h, local, -1);
      if (h.replaceResult()) {
        mv.visitVarInsn(result.getOpcode(Opcodes.ISTORE), local);
      } else if (h.result() != Type.VOID_TYPE) {
        mv.visitInsn(h.result().getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
      }
    }
    if (local >= 0) {
      mv.visitVarInsn(result.getOpcode(Opcodes.ILOAD), local);
    }
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    if (guarded) {
      mv.visitLabel(bodyEnd);
      Label handler = new Label();
      mv.visitTryCatchBlock(bodyStart, bodyEnd, handler, null);
      mv.visitLabel(handler);
      handlerFrame();
      int thrown = locals.scratch(0);
      mv.visitVarInsn(Opcodes.ASTORE, thrown);
      for (int i = exits.size() - 1; i >= 0; i--) {
        Hook h = exits.get(i);
        if (h.onThrow()) {
          call(h, -1, thrown);
          if (h.result() != Type.VOID_TYPE) {
            mv.visitInsn(h.result().getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
          }
        }
      }
      mv.visitVarInsn(Opcodes.ALOAD, thrown);
      mv.visitInsn(Opcodes.ATHROW);
    }
    super.visitMaxs(Math.max(maxStack, 1) + callStack(), Math.max(maxLocals, locals.end()));
  }

  /** What the calls of hooks may lay on top of the method's own stack. */
  private int callStack() {
    int most = 3; // the receiver of a call inside, twice, and the method's
    for (List<Hook> hooks : List.of(enters, exits, inside)) {
      for (Hook h : hooks) {
        most = Math.max(most, 1 + (Type.getArgumentsAndReturnSizes(h.desc()) >> 2));
        most = Math.max(most, h.result().getSize());
      }
    }
    return most;
  }

  private void handlerFrame() {
    if (version >= Opcodes.V1_6) {
      locals.visitFrame(mv, self.length, self, 1, new Object[] {"java/lang/Throwable"});
    }
  }
}
