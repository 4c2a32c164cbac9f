package io.conccheck.agent.weave.pairs;

import io.conccheck.agent.state.Operations;
import io.conccheck.findings.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * The helpers of one class: those of its methods that look at something and return what they saw,
 * or act, one after the other, with what they are handed. Looks and acts of its methods may so hang
 * on one another across one call.
 */
final class Helpers {

  /** Longer methods are no helpers. */
  private static final int MOST_STEPS = 60;

  private final String type;
  private final String source;
  private final Volatiles volatiles;
  private final Map<String, Code> codes;
  private final Others others;
  private final Map<String, Helper> known = new HashMap<>();

  /** Tells helpers of other classes. */
  interface Others {

    /** The method that is called there, or null if it is no helper. */
    Helper called(Step call);
  }

  /**
   * Helpers among these methods.
   *
   * @param type internal name of their class
   * @param codes by name and descriptor
   * @param others tells helpers of other classes; null if none are asked for
   */
  Helpers(String type, String source, Volatiles volatiles, Map<String, Code> codes, Others others) {
    this.type = type;
    this.others = others;
    this.source = source;
    this.volatiles = volatiles;
    this.codes = codes;
  }

  /** The helper that the instruction calls, or null. */
  Helper called(Step s) {
    boolean call = s.opcode() >= Opcodes.INVOKEVIRTUAL && s.opcode() <= Opcodes.INVOKESTATIC;
    if (!call || s.name().charAt(0) == '<') {
      return null;
    }
    if (!type.equals(s.owner())) {
      return others == null ? null : others.called(s);
    }
    return of(s.name() + s.desc());
  }

  /**
   * All helpers of the class, by name and descriptor.
   *
   * @param own methods that no other class calls: helpers only if this one has called them
   */
  Map<String, Helper> all(Set<String> own) {
    Map<String, Helper> all = new HashMap<>();
    for (String key : codes.keySet()) {
      boolean asked = key.charAt(0) != '<' && (!own.contains(key) || known.containsKey(key));
      Helper helper = asked ? of(key) : null;
      if (helper != null) {
        all.put(key, helper);
      }
    }
    return all;
  }

  private Helper of(String key) {
    if (!known.containsKey(key)) {
      Code code = codes.get(key);
      boolean small = code != null && code.size() > 0 && code.size() <= MOST_STEPS;
      known.put(key, small ? of(code, key.substring(0, key.indexOf('('))) : null);
    }
    return known.get(key);
  }

  private Helper of(Code code, String name) {
    Points points = new Points(code, volatiles, null);
    boolean returns = !code.desc.endsWith(")V") && !points.looks.isEmpty();
    if (!returns && points.acts.size() != 1) {
      return null;
    }
    Pairs pairs = new Pairs(code, points, true);
    if (!pairs.follow()) {
      return null;
    }
    Helper.Look look = look(code, name, points, pairs);
    Helper.Act act = act(code, name, points, pairs);
    String id = type + "." + name + code.desc;
    return look == null && act == null ? null : new Helper(id, look, act);
  }

  /** The one look whose result the method returns. */
  private Helper.Look look(Code code, String name, Points points, Pairs pairs) {
    Helper.Look found = null;
    Flow flow = pairs.flow();
    for (Points.Point p : points.looks) {
      long bit = points.lookBit(p.step());
      boolean value = (flow.returned & bit) != 0;
      List<Integer> branches = branches(code, flow, bit);
      boolean truth = code.desc.endsWith(")Z") && !branches.isEmpty();
      if (value || truth) {
        if (found != null) {
          return null; // of several, none is what the caller gets
        }
        boolean direct = (flow.direct & bit) != 0 && branches.isEmpty();
        List<Tests.Test> tests = pairs.tests().of(p.step(), branches);
        found =
            new Helper.Look(
                p.step(), p.kind(), p.op(), direct, tests, told(pairs, code, name, p.step()));
      }
    }
    return found;
  }

  private static List<Integer> branches(Code code, Flow flow, long bit) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < code.size(); i++) {
      if ((flow.decides[i] & bit) != 0) {
        found.add(i);
      }
    }
    return found;
  }

  /** The one act of the method. */
  private Helper.Act act(Code code, String name, Points points, Pairs pairs) {
    Points.Point p = points.acts.size() == 1 ? points.acts.get(0) : null;
    if (p == null || pairs.flow().before(p.step()) == null) {
      return null;
    }
    boolean takes = (pairs.written(p.step()).looks() & Flow.PARAMETERS) != 0;
    return new Helper.Act(
        p.step(), p.kind(), p.op(), pairs.how(p), takes, told(pairs, code, name, p.step()));
  }

  private Operations.Operation told(Pairs pairs, Code code, String name, int step) {
    Step s = code.steps.get(step);
    Frame frame = new Frame(type.replace('/', '.'), name, source, s.line());
    boolean call = s.opcode() >= Opcodes.INVOKEVIRTUAL;
    return new Operations.Operation(frame, pairs.target(step), call ? s.name() : null);
  }
}
