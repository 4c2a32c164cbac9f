package io.conccheck.agent.weave;

import io.conccheck.agent.boot.AccessModes;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Emits the calls of one method with what is to be told around them. */
final class CallCode {

  private final MethodVisitor mv;
  private final MethodContext context;
  private final Weaving weaving;
  private final TrackedLocals locals;
  private final Origins origins;
  private final int state; // local of the thread's state, negative if the method has not got it
  private int line;

  CallCode(
      MethodVisitor mv, MethodContext context, TrackedLocals locals, Origins origins, int state) {
    this.mv = mv;
    this.context = context;
    this.weaving = context.weaving();
    this.locals = locals;
    this.origins = origins;
    this.state = state;
  }

  /** The line of what comes next. */
  void line(int number) {
    line = number;
  }

  /** Emits a call; whether its operands came from a known place is forgotten or kept. */
  void call(int opcode, String owner, String name, String desc, boolean itf) {
    HookTable.Replacement r =
        opcode == Opcodes.INVOKESTATIC || opcode == Opcodes.INVOKEVIRTUAL
            ? weaving.hooks().replacement(owner, name, desc)
            : null;
    if (weaving.monitors() && LockCalls.acquires(opcode, name)) {
      mv.visitVarInsn(Opcodes.ALOAD, state);
      MethodContext.pushInt(mv, context.site(line, receiver(desc)));
      mv.visitFieldInsn(Opcodes.PUTFIELD, Names.STATE, "callSite", "I");
    }
    if (weaving.fields() && isWritingOut(owner, name)) {
      mv.visitVarInsn(Opcodes.ALOAD, state);
      MethodContext.pushInt(mv, context.site(line, origins.peek(0)));
      mv.visitFieldInsn(Opcodes.PUTFIELD, Names.STATE, "serialSite", "I");
    }
    handed(HandedCalls.of(owner, name, desc), owner, name, desc);
    ArrayArgumentCode arrays = arrays(owner, name, desc);
    if (arrays != null) {
      arrays.before();
    }
    if (r != null) {
      mv.visitMethodInsn(Opcodes.INVOKESTATIC, r.owner(), r.name(), r.desc(), false);
    } else if (weaving.fields() && HandleCode.accesses(opcode, owner, name)) {
      int site = context.siteOf(line, AccessModes.isAtomic(name));
      new HandleCode(mv, locals, state, site).call(name, desc);
    } else if (weaving.fields()
        && (InvokeCode.invokes(owner, name) || InvokeCode.spreads(owner, name, desc))) {
      int site = context.siteOf(line, false);
      new InvokeCode(mv, locals, state, site, context.siteOf(line, true)).call(name, desc);
    } else if (weaving.fields() && MemberCode.accesses(owner, name, desc)) {
      int site = context.siteOf(line, MemberCode.isAtomic(owner, name));
      new MemberCode(mv, locals, state, site).call(opcode, owner, name, desc);
    } else if (weaving.fields()
        && !(opcode == Opcodes.INVOKEVIRTUAL && UnitMethods.isCollection(owner))
        && Clones.makes(opcode, owner, name, desc, context)) {
      int local = stateAtOnce(desc);
      mv.visitInsn(Opcodes.DUP);
      mv.visitVarInsn(Opcodes.ALOAD, local);
      MethodContext.pushInt(mv, context.site(line, null));
      String where = "(Ljava/lang/Object;" + Names.STATE_DESC + "I)V";
      mv.visitMethodInsn(Opcodes.INVOKESTATIC, Names.BOOT + "Copies", "cloning", where, false);
      Clones.call(mv, locals, context.type(), opcode, owner);
    } else {
      plain(opcode, owner, name, desc, itf);
    }
    if (arrays != null) {
      arrays.after();
    }
    if (owner.equals(UnitCode.BUILDER) && desc.endsWith("L" + UnitCode.BUILDER + ";")
        || LockCalls.gives(owner, name, desc)) {
      origins.chain(desc);
    } else if (UnitCalls.givesPart(owner, name)) {
      origins.part(desc);
    } else if (desc.startsWith("()[") && !owner.startsWith("java/") && owner.charAt(0) != '[') {
      origins.got(opcode, name, desc);
    } else {
      origins.call(opcode, desc);
    }
  }

  /** True if the call has the JDK write an object out, field by field. */
  static boolean isWritingOut(String owner, String name) {
    return (owner.equals("java/io/ObjectOutputStream") || owner.equals("java/io/ObjectOutput"))
        && (name.equals("writeObject")
            || name.equals("writeUnshared")
            || name.equals("defaultWriteObject"));
  }

  private String receiver(String desc) {
    return origins.peek((Type.getArgumentsAndReturnSizes(desc) >> 2) - 1);
  }

  /** Before a call that looks into what those arguments are. */
  void handed(List<Integer> handed, String owner, String name, String desc) {
    if (weaving.fields() && !handed.isEmpty()) {
      int[] sites = new int[handed.size()];
      String[] hows = new String[sites.length];
      for (int i = 0; i < sites.length; i++) {
        hows[i] = HandedCalls.how(owner, name, i);
        sites[i] = context.namedSite(line, origins.peek(HandedCalls.depth(desc, handed.get(i))));
      }
      new HandedCode(mv, locals, state).before(handed, desc, hows, sites);
    }
  }

  /** What tells of the arrays that a call is handed, or null if it touches none. */
  private ArrayArgumentCode arrays(String owner, String name, String desc) {
    List<ArrayArguments.Touch> all =
        weaving.arrays() ? ArrayArguments.of(owner, name, desc) : List.of();
    List<ArrayArguments.Touch> touches = new ArrayList<>(all.size());
    int[] sites = new int[all.size()];
    for (ArrayArguments.Touch t : all) {
      String origin = origins.peek(HandedCalls.depth(desc, t.argument()));
      boolean fresh = Origins.FRESH_ARRAY.equals(origin);
      if (!fresh || t.deep() != null) {
        sites[touches.size()] = context.namedSite(line, origin);
        touches.add(fresh ? t.withoutArray() : t);
      }
    }
    return touches.isEmpty()
        ? null
        : new ArrayArgumentCode(mv, locals, state, touches, desc, sites);
  }

  private void plain(int opcode, String owner, String name, String desc, boolean itf) {
    if (weaving.arrays() && BulkCalls.touch(opcode, owner, name, desc)) {
      int read = context.namedSite(line, origins.peek(BulkCalls.depth(desc)));
      int write = context.namedSite(line, origins.peek(BulkCalls.otherDepth(owner, desc)));
      new BulkCalls(mv, locals, state).check(opcode, owner, name, desc, read, write);
    }
    if (weaving.arrays() && BufferCode.accesses(opcode, owner, name, desc)) {
      int site = context.namedSite(line, receiver(desc));
      new BufferCode(mv, locals, stateAtOnce(desc), site).check(name, desc);
    }
    if (weaving.arrays() && SegmentCode.accesses(owner, name, desc)) {
      int site = context.namedSite(line, opcode == Opcodes.INVOKESTATIC ? null : receiver(desc));
      new SegmentCode(mv, locals, stateAtOnce(desc), site).check(name, desc);
    }
    String type = collection(opcode, owner, name);
    UnitCalls.Effect effect =
        weaving.fields() && opcode != Opcodes.INVOKESTATIC && !ofObject(opcode, owner)
            ? UnitCalls.effect(type, name, desc)
            : UnitCalls.Effect.NONE;
    String receiver = effect == UnitCalls.Effect.NONE ? null : receiver(desc);
    boolean ownBuilder = owner.equals(UnitCode.BUILDER) && Origins.FRESH.equals(receiver);
    if (AliveCode.asks(opcode, name, desc)) {
      new AliveCode(mv, locals).call(owner, name, desc);
    } else if (effect == UnitCalls.Effect.NONE || ownBuilder) {
      mv.visitMethodInsn(opcode, owner, name, desc, itf);
    } else {
      boolean extending = opcode == Opcodes.INVOKESPECIAL;
      int local = extending ? stateAtOnce(desc) : stateAt(desc);
      String named = UnitCalls.isStream(owner) ? null : receiver; // not what lies behind
      UnitCode code = new UnitCode(mv, locals, local, context.namedSite(line, named));
      if (UnitCalls.iterates(owner, name) && Origins.isShared(receiver)) {
        code.step(desc, UnitCalls.steps(name));
      }
      code.call(effect, type, opcode, owner, name, desc, itf);
    }
  }

  /** True for what {@code Object} itself does, which looks at no state. */
  private static boolean ofObject(int opcode, String owner) {
    return opcode == Opcodes.INVOKESPECIAL && owner.equals("java/lang/Object");
  }

  /** The collection of the JDK that a class of the program's extends, if the call may be on one. */
  private String collection(int opcode, String owner, String name) {
    if (opcode != Opcodes.INVOKEVIRTUAL
        || owner.startsWith("java/")
        || !weaving.fields()
        || !UnitCalls.isWatched(name)) {
      return owner;
    }
    String extended = weaving.shapes().superName(context.loader(), owner);
    return UnitCalls.mayExtend(extended) ? extended : owner;
  }

  /** The local with the thread's state, which is loaded if the method has not got it. */
  private int stateAt(String desc) {
    return state >= 0 ? state : stateAtOnce(desc);
  }

  /** Like {@link #stateAt} where it may not be null. */
  private int stateAtOnce(String desc) {
    if (state >= 0 && !context.hasStateLate()) {
      return state;
    }
    int local = locals.scratch(3 + Type.getArgumentTypes(desc).length);
    MethodContext.pushCurrentState(mv);
    mv.visitVarInsn(Opcodes.ASTORE, local);
    return local;
  }
}
