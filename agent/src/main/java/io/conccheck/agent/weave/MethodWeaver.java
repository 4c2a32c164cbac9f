package io.conccheck.agent.weave;

import io.conccheck.agent.weave.loops.Checks;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Weaves one method. The thread's state is loaded once, at the beginning, into a local behind the
 * method's own; every hook is a static call in straight code, so that frames need no more than that
 * local.
 */
final class MethodWeaver extends MethodVisitor implements Checks {

  private static final int NOTHING = -1;

  private final MethodContext context;
  private final Weaving weaving;
  private final TrackedLocals locals;
  private final boolean hasState;
  private final boolean locksWhole;
  private final boolean locksBriefly;
  private final int state;
  private final int monitor;
  private final boolean initialises;
  private final int initBegun;
  private final Label bodyStart = new Label();
  private final Label bodyEnd = new Label();

  private final FieldCode fields;
  private final Origins origins;
  private final CallCode calls;
  private final MonitorCode monitors;
  private final Ranges ranges = new Ranges();
  private int line;
  private boolean beside; // of loops that look, and not yet told
  private boolean superCalled;
  private int uninitialized; // objects made by NEW whose constructor was not called yet
  private Checks.Next nextCheck; // null: the next access is checked on the spot
  private int dropped = NOTHING; // opcode of the next access if that needs no check

  MethodWeaver(MethodVisitor next, MethodContext context) {
    super(Opcodes.ASM9, next);
    this.context = context;
    this.weaving = context.weaving();
    this.locals = new TrackedLocals(context.shape().maxLocals);
    this.hasState = context.needsState();
    this.locksBriefly = weaving.monitors() && context.shape().brief;
    this.locksWhole = weaving.monitors() && context.isSynchronized() && !locksBriefly;
    this.state = hasState ? locals.add(Names.STATE) : -1;
    this.monitor = locksWhole ? locals.add("java/lang/Object") : -1;
    this.initialises = weaving.fields() && context.isClassInitialiser();
    this.initBegun = initialises ? locals.add(Opcodes.INTEGER) : -1;
    this.fields = new FieldCode(next, context);
    this.origins = context.origins();
    this.calls = new CallCode(next, context, locals, origins, state);
    this.monitors = new MonitorCode(next, locals, state);
    this.superCalled = !context.isConstructor();
  }

  @Override
  public void visitCode() {
    super.visitCode();
    if (hasState) {
      context.pushState(mv);
      mv.visitVarInsn(Opcodes.ASTORE, state);
    }
    if (context.isBesideLooks(0)) {
      context.tellLap(mv, state);
    }
    if (initialises) {
      mv.visitVarInsn(Opcodes.ALOAD, state);
      mv.visitMethodInsn(
          Opcodes.INVOKESTATIC, Names.INITS, "begin", "(" + Names.STATE_DESC + ")I", false);
      mv.visitVarInsn(Opcodes.ISTORE, initBegun);
      mv.visitLabel(bodyStart);
    }
    if (locksBriefly) {
      context.loadOwnMonitor(mv);
      line = context.shape().firstLine;
      monitors.passing(context.site(line, null));
    }
    if (locksWhole) {
      context.loadOwnMonitor(mv);
      mv.visitVarInsn(Opcodes.ASTORE, monitor);
      mv.visitLabel(bodyStart);
      line = context.shape().firstLine;
      calls.line(line);
      monitors.enteredMethod(monitor, context.site(line, null));
    }
  }

  /** Says where the value that the local holds at the beginning came from. */
  void origin(int local, String origin) {
    origins.name(local, origin);
  }

  /** Any instruction but those of locals and {@code monitorexit} begins here. */
  private void flush() {
    ranges.instruction();
    monitors.tellEntered();
    if (beside) {
      beside = false;
      context.tellLap(mv, state);
    }
  }

  @Override
  public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
    ranges.add(start, end, handler, type);
  }

  @Override
  public void visitLabel(Label label) {
    if (monitors.isPending()) {
      Label before = new Label();
      ranges.move(label, before);
      mv.visitLabel(before);
      monitors.tellEntered();
    }
    mv.visitLabel(label);
    if (weaving.monitors() && context.shape().touchesMonitors) {
      ranges.label(label);
    }
  }

  @Override
  public void visitFrame(int type, int nLocal, Object[] local, int nStack, Object[] stack) {
    origins.join();
    locals.visitFrame(mv, nLocal, local, nStack, stack);
    ranges.frame(nLocal, local, stack);
  }

  @Override
  public void visitLineNumber(int line, Label start) {
    this.line = line;
    this.beside = context.isBesideLooks(line);
    calls.line(line);
    super.visitLineNumber(line, start);
  }

  @Override
  public void visitInsn(int opcode) {
    monitors.tellEntered();
    weave(opcode);
    ranges.instruction();
    origins.insn(opcode);
  }

  private void weave(int opcode) {
    if (ElementCode.isElement(opcode) && weaving.arrays()) {
      element(opcode);
    } else if (opcode == Opcodes.MONITORENTER && weaving.monitors()) {
      monitors.enter(context.site(line, origins.peek(0)));
    } else if (opcode == Opcodes.MONITOREXIT && weaving.monitors()) {
      if (!ranges.leaves()) {
        mv.visitInsn(Opcodes.DUP);
        monitors.exiting();
      }
      mv.visitInsn(opcode);
    } else {
      if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
        leave();
      }
      mv.visitInsn(opcode);
    }
  }

  /** What the method as a whole has taken is given back. */
  private void leave() {
    if (context.endsFinalizable() || context.endsReference()) {
      String how = context.endsFinalizable() ? "fence" : "made";
      mv.visitVarInsn(Opcodes.ALOAD, 0);
      mv.visitMethodInsn(
          Opcodes.INVOKESTATIC, Names.BOOT + "Fenced", how, "(Ljava/lang/Object;)V", false);
    }
    if (locksWhole) {
      mv.visitVarInsn(Opcodes.ALOAD, monitor);
      monitors.exiting();
    }
    if (initialises) {
      mv.visitVarInsn(Opcodes.ALOAD, state);
      mv.visitVarInsn(Opcodes.ILOAD, initBegun);
      MethodContext.pushInt(mv, context.initNumber());
      mv.visitMethodInsn(
          Opcodes.INVOKESTATIC, Names.INITS, "end", "(" + Names.STATE_DESC + "II)V", false);
    }
  }

  private void element(int opcode) {
    String array = origins.peek(ElementCode.arrayDepth(opcode));
    Checks.Next next = takeCheck(array, array);
    boolean drop = takeDrop(opcode);
    if (next != null ? next.later() : drop || Origins.PROBES.equals(array)) {
      mv.visitInsn(opcode);
    } else {
      new ElementCode(mv, state)
          .weave(opcode, next, next == null ? context.namedSite(line, array) : 0);
    }
  }

  private boolean takeDrop(int opcode) {
    boolean drop = dropped == opcode;
    dropped = NOTHING;
    return drop;
  }

  @Override
  public void drop(int opcode) {
    dropped = opcode;
  }

  /** What a loop has planned for this access, whose place is known now; null if nothing. */
  private Checks.Next takeCheck(String target, String receiver) {
    Checks.Next next = nextCheck;
    nextCheck = null;
    if (next != null) {
      context.define(next.site(), line, target, receiver);
    }
    return next;
  }

  @Override
  public void check(Checks.Next next) {
    nextCheck = next;
  }

  @Override
  public int takeSite() {
    return weaving.sites().reserve();
  }

  @Override
  public MethodVisitor raw() {
    return mv;
  }

  @Override
  public void loadState() {
    mv.visitVarInsn(Opcodes.ALOAD, state);
  }

  @Override
  public void checkField(int opcode, String owner, String name, String desc, int site) {
    FieldShape field = weaving.shapes().find(context.loader(), owner, name, desc);
    fields.check(opcode, owner, field, site);
  }

  /** Where nothing but locks are watched, it matters of objects that are read alone. */
  private FieldShape declared(int opcode, String owner, String name, String desc) {
    boolean lock = (opcode & 1) == 0 && desc.length() > 1; // GETSTATIC, GETFIELD
    return lock || !weaving.locksAlone()
        ? weaving.shapes().find(context.loader(), owner, name, desc)
        : null;
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String desc) {
    flush();
    FieldShape field = declared(opcode, owner, name, desc);
    String symbol = Names.dotted(field == null ? owner : field.owner()) + "." + name;
    String receiver = origins.owner(opcode, desc);
    Checks.Next next = takeCheck(symbol, receiver);
    boolean drop = takeDrop(opcode);
    if (next == null
        && !drop
        && field != null
        && fields.isChecked(opcode, owner, field, superCalled)) {
      String own = owner.equals(context.type().name) ? name : null;
      int stored = fields.stored(opcode, desc, origins);
      fields.weave(opcode, owner, field, state, context.site(line, symbol, receiver, own, stored));
    } else {
      mv.visitFieldInsn(opcode, owner, name, desc);
    }
    boolean isFinal = field != null && field.isFinal() && !field.isStatic();
    origins.field(opcode, symbol, desc, isFinal);
  }

  @Override
  public void visitMethodInsn(int opcode, String owner, String name, String desc, boolean itf) {
    flush();
    if (opcode == Opcodes.INVOKESPECIAL && name.equals("<init>")) {
      if (uninitialized == 0) {
        superCalled = true;
      } else {
        uninitialized--;
      }
    }
    calls.call(opcode, owner, name, desc, itf);
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    flush();
    if (opcode == Opcodes.NEW) {
      uninitialized++;
    }
    mv.visitTypeInsn(opcode, type);
    origins.type(opcode);
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    flush();
    mv.visitIntInsn(opcode, operand);
    if (opcode == Opcodes.NEWARRAY) {
      origins.type(opcode);
    } else {
      origins.constant(operand);
    }
  }

  @Override
  public void visitVarInsn(int opcode, int index) {
    monitors.tellEntered();
    ranges.local(mv, locals, opcode, index);
    mv.visitVarInsn(opcode, index);
    origins.local(opcode, index);
  }

  @Override
  public void visitInvokeDynamicInsn(String name, String desc, Handle bootstrap, Object... args) {
    flush();
    calls.handed(HandedCalls.joined(bootstrap.getOwner(), desc), bootstrap.getOwner(), name, desc);
    if (weaving.fields() && RecordCode.looks(name, bootstrap, args)) {
      new RecordCode(mv, context, locals, state, line).call(name, desc, bootstrap, args);
      origins.call(Opcodes.INVOKEDYNAMIC, desc);
      return;
    }
    mv.visitInvokeDynamicInsn(
        name,
        desc,
        bootstrap,
        context.references().turned(context, line, origins.peek(0), desc, bootstrap, args));
    origins.call(Opcodes.INVOKEDYNAMIC, desc);
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    flush();
    context.tellLook(mv, state, line);
    mv.visitJumpInsn(opcode, label);
    origins.jump(opcode);
  }

  @Override
  public void visitLdcInsn(Object value) {
    flush();
    mv.visitLdcInsn(value);
    origins.constant(value);
  }

  @Override
  public void visitIincInsn(int index, int increment) {
    flush();
    mv.visitIincInsn(index, increment);
  }

  @Override
  public void visitTableSwitchInsn(int min, int max, Label dflt, Label... labels) {
    flush();
    mv.visitTableSwitchInsn(min, max, dflt, labels);
    origins.join();
  }

  @Override
  public void visitLookupSwitchInsn(Label dflt, int[] keys, Label[] labels) {
    flush();
    mv.visitLookupSwitchInsn(dflt, keys, labels);
    origins.join();
  }

  @Override
  public void visitMultiANewArrayInsn(String desc, int dims) {
    flush();
    mv.visitMultiANewArrayInsn(desc, dims);
    origins.join();
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    ranges.emit(mv, locals, state);
    if (locksWhole || initialises) {
      mv.visitLabel(bodyEnd);
      Label handler = new Label();
      mv.visitTryCatchBlock(bodyStart, bodyEnd, handler, null);
      mv.visitLabel(handler);
      if (context.hasFrames()) {
        locals.visitHandlerFrame(mv, "java/lang/Throwable");
      }
      leave();
      mv.visitInsn(Opcodes.ATHROW);
    }
    super.visitMaxs(maxStack, maxLocals);
  }
}
