package io.conccheck.agent.weave.loops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Weaves the planned loops of a method; stands before the weaver of single instructions. On every
 * way into a loop it notes where the loop begins, on every way out it tells what the loop has
 * touched. Ways that are jumps lead through a block behind the method's code, and so do exceptions.
 */
public final class LoopWeaver extends MethodVisitor {

  /** A jump that leaves or enters loops on its way. */
  private record Detour(Label label, Label target, int from, int to) {}

  private final LoopPlan plan;
  private final Checks checks;
  private final LoopCode emit;
  private final List<LoopPlan.Run> runs;
  private final List<Label> handlers = new ArrayList<>(); // of the original ranges
  private final List<Detour> detours = new ArrayList<>();
  private final Map<Integer, Label> bounds = new HashMap<>(); // where runs begin or end
  private final Set<Integer> placed = new HashSet<>(); // those bounds that were visited
  private final Label[] runHandlers;
  private int ordinal;

  /**
   * A weaver in front of others.
   *
   * @param next the next one
   * @param checks the one that checks single accesses
   */
  public LoopWeaver(MethodVisitor next, Checks checks, LoopPlan plan) {
    super(Opcodes.ASM9, next);
    this.plan = plan;
    this.checks = checks;
    this.emit = new LoopCode(plan, checks);
    this.runs = plan.runs();
    this.runHandlers = new Label[runs.size()];
    for (LoopPlan.Run r : runs) {
      bounds.putIfAbsent(r.from(), new Label());
      bounds.putIfAbsent(r.to(), new Label());
    }
    for (PlannedLoop p : plan.loops) {
      for (Deferred d : p.accesses) {
        d.site = checks.takeSite();
      }
    }
  }

  @Override
  public void visitCode() {
    super.visitCode();
    for (int i = 0; i < runHandlers.length; i++) {
      LoopPlan.Run run = runs.get(i);
      runHandlers[i] = new Label();
      super.visitTryCatchBlock(bounds.get(run.from()), bounds.get(run.to()), runHandlers[i], null);
    }
    emit.initialise();
    enter(-1, 0);
  }

  @Override
  public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
    handlers.add(handler);
    super.visitTryCatchBlock(start, end, handler, type);
  }

  private void enter(int from, int to) {
    PlannedLoop entered = plan.entered(from, to);
    if (entered != null) {
      emit.enter(entered);
    }
  }

  private void leave(int from, int to) {
    for (PlannedLoop p : plan.left(from, to)) {
      emit.leave(p, p.madeAfter(from), p.steppedAfter(from));
    }
  }

  private boolean isDetour(int from, int to) {
    return !plan.left(from, to).isEmpty() || plan.entered(from, to) != null;
  }

  private void before() {
    bound(ordinal);
    Deferred d = plan.access(ordinal);
    if (d != null) {
      checks.check(new NextCheck(d));
    }
  }

  /** Where a run begins or ends, unless that was told before. */
  private void bound(int at) {
    Label bound = bounds.get(at);
    if (bound != null && placed.add(at)) {
      super.visitLabel(bound);
    }
  }

  private void after() {
    int from = ordinal++;
    if (plan.code.at(from).fallsThrough() && isDetour(from, ordinal)) {
      bound(ordinal); // what is added here is in no run
      leave(from, ordinal);
      enter(from, ordinal);
    }
  }

  /** The label to jump to instead. */
  private Label via(Label target, int to) {
    if (!isDetour(ordinal, to)) {
      return target;
    }
    Detour d = new Detour(new Label(), target, ordinal, to);
    detours.add(d);
    return d.label;
  }

  private int target(int n) {
    return plan.code.at(plan.code.at(ordinal).targets()[n]);
  }

  @Override
  public void visitFrame(int type, int nLocal, Object[] local, int nStack, Object[] stack) {
    frame(HandlerFrame.slots(Arrays.copyOf(local, nLocal)), Arrays.copyOf(stack, nStack));
  }

  private void frame(Object[] slots, Object[] stack) {
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < plan.firstLocal; i++) {
      Object type = i < slots.length ? slots[i] : Opcodes.TOP;
      if (type != HandlerFrame.SECOND) {
        all.add(type);
      }
    }
    all.addAll(plan.localTypes);
    super.visitFrame(Opcodes.F_NEW, all.size(), all.toArray(), stack.length, stack);
  }

  /** What the code that tells of these loops needs, added to a frame's locals. */
  private Object[] with(Object[] slots, List<PlannedLoop> told) {
    Object[] all = Arrays.copyOf(slots, Math.max(slots.length, plan.firstLocal));
    Arrays.fill(all, slots.length, all.length, Opcodes.TOP);
    if (plan.thisType != null) {
      all[0] = plan.thisType;
    }
    for (PlannedLoop p : told) {
      all[p.counted.counter] = Opcodes.INTEGER;
    }
    return all;
  }

  private void detour(Detour d) {
    Code.Frame frame = plan.code.frames.get(d.to);
    List<PlannedLoop> left = plan.left(d.from, d.to);
    Label end = new Label();
    super.visitLabel(d.label);
    frame(with(HandlerFrame.slots(frame.locals()), left), frame.stack());
    leave(d.from, d.to);
    enter(d.from, d.to);
    super.visitJumpInsn(Opcodes.GOTO, d.target);
    super.visitLabel(end);
    PlannedLoop source = plan.innermost(d.from);
    if (source != null) {
      cover(source, d.label, end);
    }
  }

  /** A block lies in the same protected ranges as its loop. */
  private void cover(PlannedLoop p, Label start, Label end) {
    for (Code.Try t : p.cover) {
      Label handler = handlers.get(plan.code.tries.indexOf(t));
      super.visitTryCatchBlock(start, end, handler, t.type());
    }
  }

  private void exceptions() {
    Map<PlannedLoop, Label> leaving = new HashMap<>();
    for (PlannedLoop p : plan.loops) {
      leaving.put(p, new Label());
    }
    for (int i = 0; i < runs.size(); i++) {
      PlannedLoop inner = runs.get(i).innermost();
      Label end = new Label();
      handlerBlock(inner, runHandlers[i]);
      for (PlannedLoop p : inner.nest()) {
        emit.keepProgress(p, p.progress(runs.get(i).from()));
      }
      super.visitJumpInsn(Opcodes.GOTO, leaving.get(inner));
      super.visitLabel(end);
      cover(inner, runHandlers[i], end);
    }
    for (PlannedLoop p : plan.loops) {
      Label end = new Label();
      handlerBlock(p, leaving.get(p));
      emit.leaveByException(p);
      if (p.outer != null) {
        super.visitJumpInsn(Opcodes.GOTO, leaving.get(p.outer));
      } else {
        super.visitInsn(Opcodes.ATHROW);
      }
      super.visitLabel(end);
      cover(p, leaving.get(p), end);
    }
  }

  private void handlerBlock(PlannedLoop p, Label label) {
    super.visitLabel(label);
    frame(
        with(HandlerFrame.of(plan.code, p.cover), p.nest()), new Object[] {"java/lang/Throwable"});
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    bound(plan.code.size());
    for (Detour d : detours) {
      detour(d);
    }
    exceptions();
    super.visitMaxs(maxStack, maxLocals);
  }

  @Override
  public void visitInsn(int opcode) {
    before();
    super.visitInsn(opcode);
    after();
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    before();
    super.visitIntInsn(opcode, operand);
    after();
  }

  @Override
  public void visitVarInsn(int opcode, int index) {
    before();
    super.visitVarInsn(opcode, index);
    after();
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    before();
    super.visitTypeInsn(opcode, type);
    after();
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String desc) {
    before();
    super.visitFieldInsn(opcode, owner, name, desc);
    after();
  }

  @Override
  public void visitMethodInsn(int opcode, String owner, String name, String desc, boolean itf) {
    before();
    super.visitMethodInsn(opcode, owner, name, desc, itf);
    after();
  }

  @Override
  public void visitInvokeDynamicInsn(String name, String desc, Handle bootstrap, Object... args) {
    before();
    super.visitInvokeDynamicInsn(name, desc, bootstrap, args);
    after();
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    before();
    if (opcode == Opcodes.GOTO) {
      leave(ordinal, target(0));
      enter(ordinal, target(0));
      super.visitJumpInsn(opcode, label);
    } else {
      super.visitJumpInsn(opcode, via(label, target(0)));
    }
    after();
  }

  @Override
  public void visitLdcInsn(Object value) {
    before();
    super.visitLdcInsn(value);
    after();
  }

  @Override
  public void visitIincInsn(int index, int increment) {
    before();
    super.visitIincInsn(index, increment);
    after();
  }

  @Override
  public void visitTableSwitchInsn(int min, int max, Label dflt, Label... cases) {
    before();
    super.visitTableSwitchInsn(min, max, via(dflt, target(0)), via(cases));
    after();
  }

  @Override
  public void visitLookupSwitchInsn(Label dflt, int[] keys, Label[] cases) {
    before();
    super.visitLookupSwitchInsn(via(dflt, target(0)), keys, via(cases));
    after();
  }

  private Label[] via(Label[] cases) {
    Label[] all = new Label[cases.length];
    for (int i = 0; i < cases.length; i++) {
      all[i] = via(cases[i], target(i + 1));
    }
    return all;
  }

  @Override
  public void visitMultiANewArrayInsn(String desc, int dims) {
    before();
    super.visitMultiANewArrayInsn(desc, dims);
    after();
  }

  /** Tells the weaver of single instructions what becomes of one access. */
  private final class NextCheck implements Checks.Next {
    private final Deferred access;

    NextCheck(Deferred access) {
      this.access = access;
    }

    @Override
    public int site() {
      return access.site;
    }

    @Override
    public boolean later() {
      return !access.isCompared();
    }

    @Override
    public void now(MethodVisitor raw) {
      emit.same(access);
    }
  }
}
