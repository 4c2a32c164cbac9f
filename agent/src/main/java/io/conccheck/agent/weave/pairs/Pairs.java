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

  /** A dependence; both are numbers of instructions. */
  record Pair(int look, int lookKind, int act, int how) {}

  private static final int MOST_STEPS = 4_000;

  private final Code code;
  private final Points points;
  private final Flow flow;
  private Control control;
  private Spins spins;

  Pairs(Code code, Points points) {
    this.code = code;
    this.points = points;
    this.flow = new Flow(code, points);
  }

  /** The field in which what that instruction works on was found, or null. */
  String target(int step) {
    Step s = code.steps.get(step);
    if (s.opcode() <= Opcodes.PUTFIELD) {
      return s.owner().replace('/', '.') + "." + s.name();
    }
    return flow.before(step).peek((Type.getArgumentsAndReturnSizes(s.desc()) >> 2) - 1).origin();
  }

  /** All dependences of the method. */
  List<Pair> find() {
    List<Pair> pairs = new ArrayList<>();
    boolean none = points.looks.isEmpty() || points.acts.isEmpty();
    if (none || code.size() > MOST_STEPS || !flow.run()) {
      return pairs;
    }
    for (Points.Point act : points.acts) {
      for (Points.Point look : points.looks) {
        if (look.step() != act.step() && fit(look, act) && flow.before(act.step()) != null) {
          add(look, act, pairs);
        }
      }
    }
    return pairs;
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
      case Acts.DELETE, Acts.FETCH -> look.kind() == Window.KEYED || look.kind() == Window.HAS;
      case Acts.ADD ->
          look.kind() == Window.HAS
              || look.kind() == Window.EMPTY
              || look.kind() == Window.SIZE
              || look.kind() == Window.ROOM;
      case Acts.AT ->
          look.kind() == Window.SIZE || look.kind() == Window.EMPTY || look.kind() == Window.INDEX;
      default ->
          look.kind() == Window.SIZE || look.kind() == Window.EMPTY || look.kind() == Window.HEAD;
    };
  }

  private boolean isCall(Points.Point p) {
    return code.steps.get(p.step()).opcode() >= Opcodes.INVOKEVIRTUAL;
  }

  private boolean sameField(Points.Point look, Points.Point act) {
    Step a = code.steps.get(look.step());
    Step b = code.steps.get(act.step());
    return b.opcode() <= Opcodes.PUTFIELD
        && a.name().equals(b.name())
        && a.owner().equals(b.owner())
        && (a.opcode() == Opcodes.GETSTATIC) == (b.opcode() == Opcodes.PUTSTATIC);
  }

  private void add(Points.Point look, Points.Point act, List<Pair> pairs) {
    long bit = points.lookBit(look.step());
    int how = act.kind() | flags(act);
    if ((written(act.step()).looks() & bit) != 0) {
      how |= Acts.DATA;
    }
    boolean decided = isDecided(look, act, bit);
    boolean onlyData = act.kind() == Acts.PUT && look.kind() == Window.SIZE;
    if ((how & Acts.DATA) == 0 && (!decided || onlyData)) {
      return;
    }
    if (decided && hasEffects(bit, act)) {
      how |= Acts.EFFECTS;
    }
    pairs.add(new Pair(look.step(), look.kind(), act.step(), how));
  }

  /** All that the act is handed, without its receiver. */
  private Value written(int step) {
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

  private boolean isDecided(Points.Point look, Points.Point act, long bit) {
    if (control == null) {
      control = new Control(code);
    }
    BitSet branches = control.over(act.step());
    for (int b = branches.nextSetBit(0); b >= 0; b = branches.nextSetBit(b + 1)) {
      if ((flow.decides[b] & bit) != 0) {
        return true;
      }
    }
    return act.kind() == Acts.SET && afterSpin(look, act, bit);
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
