package io.conccheck.agent.weave.loops;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Finds the loops of a method whose accesses can be told when the loop is left. */
public final class LoopFinder {

  /** What the finder must know of fields, and of methods. */
  public interface Fields {

    /** True for a field that is or may be volatile, as an unknown one may. */
    boolean mayBeVolatile(String owner, String name, String desc);

    /** True if an access by that instruction is checked. */
    boolean isChecked(int opcode, String owner, String name, String desc);

    /** True if a call of that method, other than through an interface, can order nothing. */
    boolean isCalm(String owner, String name, String desc);
  }

  private static final int MOST_INSTRUCTIONS = 1200; // beyond, the JVM's limits are near
  private static final int MOST_TO_FOLLOW = 4000;
  private static final int MOST_LOOPS = 8;
  private static final int MOST_ACCESSES = 12;

  private final Code code = new Code();
  private final String type;
  private final boolean isStatic;
  private final boolean isConstructor;
  private final Set<Integer> unwatched;
  private final Fields fields;
  private Flow flow;
  private Values values;
  private BitSet fresh; // accesses that no other thread can be beside
  private List<Flow.Loop> loops;

  /**
   * For a method of that class.
   *
   * @param type internal name
   * @param unwatched locals whose arrays are not checked
   */
  public LoopFinder(
      String type, boolean isStatic, boolean isConstructor, Set<Integer> unwatched, Fields fields) {
    this.type = type;
    this.isStatic = isStatic;
    this.isConstructor = isConstructor;
    this.unwatched = unwatched;
    this.fields = fields;
  }

  /** To be shown the method, with expanded frames. */
  public MethodVisitor reader() {
    return code;
  }

  /**
   * The plan for the method that was read, or null if it has no such loop.
   *
   * @param firstLocal the first slot that is free, behind the method's own
   * @param overwritesThis true if the code stores to local 0 of an instance method
   */
  public LoopPlan plan(int firstLocal, boolean overwritesThis) {
    if (code.size() == 0 || code.size() > MOST_INSTRUCTIONS || !jumpsBack()) {
      return null;
    }
    follow();
    loops = flow.loops();
    List<PlannedLoop> planned = new ArrayList<>();
    boolean knowsThis = !isStatic && !overwritesThis;
    for (Flow.Loop l : loops) {
      PlannedLoop p = planned.size() < MOST_LOOPS ? plan(l, knowsThis) : null;
      if (p != null) {
        planned.add(p);
      }
    }
    nest(planned);
    return planned.isEmpty()
        ? null
        : new LoopPlan(code, planned, firstLocal, knowsThis ? type : null);
  }

  /**
   * The ordinals of accesses that need no check, as another one is checked or nobody else knows the
   * array yet; see {@link Repeats} and {@link Fresh}.
   *
   * @param overwritesThis true if the code stores to local 0 of an instance method
   */
  public BitSet repeats(boolean overwritesThis) {
    if (code.size() == 0 || code.size() > MOST_TO_FOLLOW) {
      return new BitSet();
    }
    follow();
    int first = isConstructor ? superCall() : 0;
    Variables variables =
        new Variables(flow, values, fresh, fields, !isStatic && !overwritesThis, first);
    BitSet unchecked = new Repeats(flow, values, variables, new Barriers(type, fields)).find();
    unchecked.or(fresh);
    return unchecked;
  }

  private void follow() {
    if (flow == null) {
      flow = new Flow(code);
      values = new Values(flow);
      fresh = Fresh.find(flow);
    }
  }

  private boolean jumpsBack() {
    for (int i = 0; i < code.size(); i++) {
      Label[] targets = code.at(i).targets();
      for (int t = 0; targets != null && t < targets.length; t++) {
        if (code.at(targets[t]) <= i) {
          return true;
        }
      }
    }
    return false;
  }

  private static void nest(List<PlannedLoop> planned) {
    for (PlannedLoop p : planned) {
      for (PlannedLoop q : planned) {
        boolean around = q != p && q.contains(p.header()) && !p.contains(q.header());
        if (around && (p.outer == null || p.outer.contains(q.header()))) {
          p.outer = q;
        }
      }
    }
  }

  private PlannedLoop plan(Flow.Loop loop, boolean knowsThis) {
    List<Code.Try> cover = new ArrayList<>();
    if (!isCalm(loop) || !coveredAlike(loop, cover) || !framesFit(loop, cover)) {
      return null;
    }
    BitSet own = own(loop);
    Counted counted = Counted.of(flow, loop, own, values);
    if (counted == null) {
      return null;
    }
    List<Deferred> accesses =
        new Accesses(flow, values, counted, knowsThis, unwatched, fresh, fields).of(loop, own);
    boolean anyElement = accesses.stream().anyMatch(d -> !d.isField());
    return anyElement && accesses.size() <= MOST_ACCESSES
        ? new PlannedLoop(flow, loop, counted, accesses, cover)
        : null;
  }

  /** True if nothing in the loop may order threads, and it does not begin at a handler. */
  private boolean isCalm(Flow.Loop loop) {
    Barriers barriers = new Barriers(type, fields);
    for (int b = loop.blocks().nextSetBit(0); b >= 0; b = loop.blocks().nextSetBit(b + 1)) {
      for (int i = flow.start(b); i < flow.end(b); i++) {
        if (barriers.mayOrder(code.at(i)) || isConstructor && i < superCall()) {
          return false;
        }
      }
    }
    return !flow.handlers.get(loop.header());
  }

  private int superCall() {
    int made = 0;
    for (int i = 0; i < code.size(); i++) {
      Code.Insn insn = code.at(i);
      if (insn.opcode() == Opcodes.NEW) {
        made++;
      } else if (insn.opcode() == Opcodes.INVOKESPECIAL && insn.name().equals("<init>")) {
        if (made-- == 0) {
          return i;
        }
      }
    }
    return code.size();
  }

  /** True if every protected range covers all of the loop or nothing of it, from outside. */
  private boolean coveredAlike(Flow.Loop loop, List<Code.Try> cover) {
    for (Code.Try t : code.tries) {
      int covered = 0;
      for (int b = flow.block(code.at(t.start())); b < flow.block(code.at(t.end())); b++) {
        covered += loop.blocks().get(b) ? 1 : 0;
      }
      if (covered > 0) {
        boolean whole = covered == loop.blocks().cardinality();
        if (!whole || loop.blocks().get(flow.block(code.at(t.handler())))) {
          return false;
        }
        cover.add(t);
      }
    }
    return true;
  }

  /** True if frames for what is added can be told from those that are there. */
  private boolean framesFit(Flow.Loop loop, List<Code.Try> cover) {
    Set<Integer> needed = new HashSet<>();
    for (Code.Try t : cover) {
      needed.add(code.at(t.handler()));
    }
    for (int b = loop.blocks().nextSetBit(0); b >= 0; b = loop.blocks().nextSetBit(b + 1)) {
      Label[] targets = code.at(flow.end(b) - 1).targets();
      for (int t = 0; targets != null && t < targets.length; t++) {
        needed.add(code.at(targets[t]));
      }
    }
    needed.add(flow.start(loop.header()));
    for (int at : needed) {
      Code.Frame f = code.frames.get(at);
      if (f == null || hasUninitialized(f.locals()) || hasUninitialized(f.stack())) {
        return false;
      }
    }
    return HandlerFrame.of(code, cover) != null;
  }

  private static boolean hasUninitialized(Object[] types) {
    for (Object t : types) {
      if (t instanceof Label || t == Opcodes.UNINITIALIZED_THIS) {
        return true;
      }
    }
    return false;
  }

  /** The blocks of the loop that are in no loop within it. */
  private BitSet own(Flow.Loop loop) {
    BitSet own = (BitSet) loop.blocks().clone();
    for (Flow.Loop l : loops) {
      if (l != loop && loop.blocks().get(l.header())) {
        own.andNot(l.blocks());
      }
    }
    return own;
  }
}
