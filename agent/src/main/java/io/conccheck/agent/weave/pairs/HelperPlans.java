package io.conccheck.agent.weave.pairs;

import io.conccheck.agent.boot.Acts;
import io.conccheck.agent.boot.Asked;
import io.conccheck.agent.boot.Window;
import io.conccheck.agent.state.Operations;
import java.util.List;
import java.util.Map;

/**
 * What is to be woven into the helpers of one class. Their callers may be in classes that are
 * loaded later, so all are woven, and do nothing until somebody asks for it ({@link Asked}).
 */
final class HelperPlans {

  private final Operations operations;
  private final Map<String, Integer> methods;
  private final Map<Integer, Plan> plans;

  /**
   * For one class.
   *
   * @param methods their numbers, by name and descriptor
   * @param plans by the method's number; {@link #add} adds to them
   */
  HelperPlans(Operations operations, Map<String, Integer> methods, Map<Integer, Plan> plans) {
    this.operations = operations;
    this.methods = methods;
    this.plans = plans;
  }

  /** The number under which the helper looks for a caller that is being woven. */
  int look(Helper helper) {
    int number = numberOfLook(helper);
    Asked.want(number);
    return number;
  }

  /** The number under which the helper acts for a caller that is being woven. */
  int act(Helper helper) {
    int number = numberOfAct(helper);
    Asked.want(number);
    return number;
  }

  private int numberOfLook(Helper helper) {
    return operations.of("look " + helper.id(), helper.look().told());
  }

  private int numberOfAct(Helper helper) {
    return operations.of("act " + helper.id(), helper.act().told());
  }

  /** Plans the helpers of the class, once all callers in it are planned. */
  void add(Map<String, Helper> helpers) {
    for (Map.Entry<String, Helper> e : helpers.entrySet()) {
      Plan plan = plan(methods.get(e.getKey()));
      Helper helper = e.getValue();
      if (helper.look() != null) {
        addLook(plan, helper);
      }
      Helper.Act act = helper.act();
      if (act != null) {
        int number = numberOfAct(helper);
        plan.act(act.step(), new Plan.Act(number, act.how() | Acts.HANDED, number));
      }
    }
  }

  /** A look of the helper's own at the same place is kept, and then goes no further. */
  private void addLook(Plan plan, Helper helper) {
    Helper.Look look = helper.look();
    int number = numberOfLook(helper);
    Plan.Look planned = new Plan.Look(number, look.kind() | Window.HANDED);
    if (plan.looks.putIfAbsent(look.step(), planned) == null) {
      for (Tests.Test t : look.tests() == null ? List.<Tests.Test>of() : look.tests()) {
        plan.test(t.step(), new Plan.Test(number, t.arity(), t.first(), t.relation()));
      }
    }
  }

  private Plan plan(int method) {
    Plan plan = plans.get(method);
    if (plan == null) {
      plan = new Plan(0, -1);
      plans.put(method, plan);
    }
    return plan;
  }
}
