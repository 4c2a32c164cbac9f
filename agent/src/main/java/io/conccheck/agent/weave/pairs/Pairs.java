package io.conccheck.agent.weave.pairs;

import io.conccheck.agent.boot.Acts;
import io.conccheck.agent.boot.Window;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Finds the acts of one method that hang on one of its looks. */
final class Pairs {

  /**
   * A dependence; look and act are numbers of instructions.
   *
   * @param decided if what was seen decides whether there is an act
   * @param tests of what was seen that decide about the act, if that is all there is to it
   */
  record Pair(
      Points.Point looked, Points.Point acted, int how, boolean decided, List<Tests.Test> tests) {

    int look() {
      return looked.step();
    }

    int lookKind() {
      return looked.kind();
    }

    int act() {
      return acted.step();
    }

    /** True if what was seen does no more than decide, in ways that are not all known. */
    boolean isVague() {
      return (how & (Acts.DATA | Acts.TESTED)) == 0;
    }
  }

  private static final int MOST_STEPS = 4_000;

  private final Code code;
  private final Points points;
  private final Flow flow;
  private final Tests tests;
  private Control control;
  private Spins spins;

  Pairs(Code code, Points points) {
    this(code, points, false);
  }

  /** Like {@link #Pairs(Code, Points)}; {@code handed} to follow what the method was handed. */
  Pairs(Code code, Points points, boolean handed) {
    this.code = code;
    this.points = points;
    this.flow = new Flow(code, points, handed);
    this.tests = new Tests(code, points, flow);
  }

  /** The field in which what that instruction works on was found, or null. */
  String target(int step) {
    Step s = code.steps.get(step);
    if (s.opcode() <= Opcodes.PUTFIELD) {
      return s.owner().replace('/', '.') + "." + s.name();
    }
    return flow.before(step).peek((Type.getArgumentsAndReturnSizes(s.desc()) >> 2) - 1).origin();
  }

  /** The field in which the first argument of that call was found that comes from one, or null. */
  String argument(int step) {
    int slots = (Type.getArgumentsAndReturnSizes(code.steps.get(step).desc()) >> 2) - 1;
    for (int i = slots - 1; i >= 0; i--) {
      String origin = flow.before(step).peek(i).origin();
      if (origin != null) {
        return origin;
      }
    }
    return null;
  }

  Flow flow() {
    return flow;
  }

  Tests tests() {
    return tests;
  }

  /** Follows what the looks saw; false if the method is too strange. */
  boolean follow() {
    return code.size() <= MOST_STEPS && flow.run();
  }

  /** What the act does, with its flags. */
  int how(Points.Point act) {
    return act.kind() | flags(act);
  }

  /** All dependences of the method. */
  List<Pair> find() {
    List<Pair> pairs = new ArrayList<>();
    boolean none = points.looks.isEmpty() || points.acts.isEmpty();
    if (none || !follow()) {
      return pairs;
    }
    for (Points.Point act : points.acts) {
      for (Points.Point look : points.looks) {
        if (look.step() != act.step() && fit(look, act) && flow.before(act.step()) != null) {
          add(look, act, pairs);
        }
      }
    }
    List<Pair> clear = new ArrayList<>();
    for (Pair p : pairs) {
      if (!p.isVague() || !isSeenAgain(p, pairs)) {
        clear.add(p);
      }
    }
    return clear;
  }

  /** True if what is written comes from another look of that kind. */
  private static boolean isSeenAgain(Pair vague, List<Pair> pairs) {
    for (Pair p : pairs) {
      if (p.act() == vague.act() && p.lookKind() == vague.lookKind() && !p.decided()) {
        return vague.lookKind() == Window.VALUE || vague.lookKind() == Window.FIELD;
      }
    }
    return false;
  }

  private boolean fit(Points.Point look, Points.Point act) {
    return switch (act.kind()) {
      case Acts.SET ->
          look.kind() == Window.VALUE && isCall(act)
              || look.kind() == Window.FIELD && sameField(look, act);
      case Acts.UPDATE -> look.kind() == Window.VALUE;
      case Acts.PUT ->
          look.kind() == Window.KEYED
              || look.kind() == Window.DEFAULTED
              || look.kind() == Window.HAS
              || look.kind() == Window.SIZE;
      case Acts.DELETE ->
          look.kind() == Window.KEYED
              || look.kind() == Window.HAS
              || look.kind() == Window.EDGE
              || look.kind() == Window.HEAD;
      case Acts.FETCH -> look.kind() == Window.KEYED || look.kind() == Window.HAS;
      case Acts.ADD ->
          look.kind() == Window.HAS
              || look.kind() == Window.EMPTY
              || look.kind() == Window.SIZE
              || look.kind() == Window.ROOM;
      case Acts.AT ->
          look.kind() == Window.SIZE
              || look.kind() == Window.EMPTY
              || look.kind() == Window.INDEX
              || look.kind() == Window.ELEMENT && act.op().name().equals("set");
      case Acts.FIRST -> look.kind() == Window.SIZE || look.kind() == Window.EMPTY;
      default ->
          look.kind() == Window.SIZE || look.kind() == Window.EMPTY || look.kind() == Window.HEAD;
    };
  }

  private boolean isCall(Points.Point p) {
    return p.op().opcode() >= Opcodes.INVOKEVIRTUAL;
  }

  private boolean sameField(Points.Point look, Points.Point act) {
    Step a = look.op();
    Step b = act.op();
    return b.opcode() <= Opcodes.PUTFIELD
        && a.name().equals(b.name())
        && a.owner().equals(b.owner())
        && (a.opcode() == Opcodes.GETSTATIC) == (b.opcode() == Opcodes.PUTSTATIC);
  }

  private void add(Points.Point look, Points.Point act, List<Pair> pairs) {
    long bit = points.lookBit(look.step());
    int how = act.via() != null ? handed(act) : how(act);
    boolean takes = act.via() == null || act.via().act().takes();
    if (takes && (written(act.step()).looks() & bit) != 0) {
      how |= Acts.DATA;
    }
    List<Integer> branches = branches(act, bit);
    boolean decided = !branches.isEmpty() || act.kind() == Acts.SET && afterSpin(look, act, bit);
    List<Tests.Test> tests = isNumber(look) ? tests(look, branches) : null;
    boolean clear =
        look.kind() != Window.EDGE
            && (act.kind() != Acts.PUT || look.kind() != Window.SIZE || tests != null);
    clear &= look.via() == null || tests != null || !isNumber(look);
    clear &= look.kind() != Window.ELEMENT; // else one may be seen and another one set
    clear &= look.kind() != Window.HEAD || act.kind() != Acts.DELETE; // the same here
    if ((how & Acts.DATA) == 0 && (!decided || !clear)) {
      return;
    }
    how |= tests != null ? Acts.TESTED : 0;
    if (decided && hasEffects(bit, act)) {
      how |= Acts.EFFECTS;
    }
    pairs.add(new Pair(look, act, how, decided, tests == null ? List.of() : tests));
  }

  /** The comparisons that decide; of the caller's alone, for its helper's are told there. */
  private List<Tests.Test> tests(Points.Point look, List<Integer> branches) {
    Helper.Look in = look.via() == null ? null : look.via().look();
    if (in == null || in.direct()) {
      return this.tests.of(look.step(), branches);
    }
    return in.tests() != null && this.tests.areTruths(look.step(), branches) ? List.of() : null;
  }

  /** What a helper does: it may write a constant that it was handed. */
  private int handed(Points.Point act) {
    int how = act.via().act().how();
    boolean constant = act.via().act().takes() && written(act.step()).constant();
    return constant ? how | Acts.CONSTANT : how;
  }

  /** All that the act is handed, without its receiver. */
  Value written(int step) {
    Step s = code.steps.get(step);
    boolean field = s.opcode() <= Opcodes.PUTFIELD;
    int slots =
        field
            ? Type.getType(s.desc()).getSize()
            : (Type.getArgumentsAndReturnSizes(s.desc()) >> 2) - 1;
    return flow.before(step).copy().pop(slots);
  }

  private int flags(Points.Point act) {
    long bit = points.actBit(act.step());
    Step s = code.steps.get(act.step());
    boolean value = act.kind() == Acts.SET || act.kind() == Acts.PUT;
    int flags =
        value && !s.desc().startsWith("()") && flow.before(act.step()).peek(0).constant()
            ? Acts.CONSTANT
            : 0;
    flags |= (flow.checked & bit) != 0 ? Acts.CHECKED : 0;
    return flags | ((flow.used & bit) != 0 ? Acts.USED : 0);
  }

  private static boolean isNumber(Points.Point look) {
    return look.kind() == Window.VALUE || look.kind() == Window.FIELD || look.kind() == Window.SIZE;
  }

  /** The branches that decide about the act by what the look saw. */
  private List<Integer> branches(Points.Point act, long bit) {
    if (control == null) {
      control = new Control(code);
    }
    List<Integer> deciding = new ArrayList<>();
    BitSet all = control.over(act.step());
    for (int b = all.nextSetBit(0); b >= 0; b = all.nextSetBit(b + 1)) {
      if ((flow.decides[b] & bit) != 0) {
        deciding.add(b);
      }
    }
    return deciding;
  }

  private boolean afterSpin(Points.Point look, Points.Point act, long bit) {
    for (int b = 0; b < code.size(); b++) {
      if ((flow.decides[b] & bit) != 0) {
        if (spins == null) {
          spins = new Spins(code, points);
        }
        if (spins.leads(look.step(), b, act.step())) {
          return true;
        }
      }
    }
    return false;
  }

  /** True if what was seen decides about more than the act: calls, other writes. */
  private boolean hasEffects(long bit, Points.Point act) {
    for (int i = 0; i < code.size(); i++) {
      if (i != act.step() && flow.before(i) != null && isEffect(i, act.step())) {
        BitSet branches = control.over(i);
        for (int b = branches.nextSetBit(0); b >= 0; b = branches.nextSetBit(b + 1)) {
          if ((flow.decides[b] & bit) != 0) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** A write, or a call that is not there to compute what the act writes. */
  private boolean isEffect(int i, int act) {
    Step s = code.steps.get(i);
    int op = s.opcode();
    if (op == Opcodes.IRETURN && i > 0 && code.steps.get(i - 1).constant()) {
      return true; // the caller is told which way it went
    }
    if (op < Opcodes.INVOKEVIRTUAL || op > Opcodes.INVOKEDYNAMIC) {
      return op == Opcodes.PUTFIELD
          || op == Opcodes.PUTSTATIC
          || op >= Opcodes.IASTORE && op <= Opcodes.SASTORE;
    }
    if (s.name().equals("<init>") || points.lookBit(i) != 0 && points.actBit(i) == 0) {
      return false;
    }
    boolean dropped =
        s.desc().endsWith("V") || i + 1 < code.size() && isPop(code.steps.get(i + 1).opcode());
    return dropped || i > act && op != Opcodes.INVOKEDYNAMIC && !s.name().endsWith("Value");
  }

  private static boolean isPop(int opcode) {
    return opcode == Opcodes.POP || opcode == Opcodes.POP2;
  }
}
