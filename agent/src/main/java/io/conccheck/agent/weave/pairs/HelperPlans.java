package io.conccheck.agent.weave.pairs;

import io.conccheck.agent.state.Operations;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** What is to be woven into the helpers of one class, as far as their callers have need of it. */
final class HelperPlans {

  private record Use(int number, String method) {}

  private final Operations operations;
  private final Map<String, Integer> methods;
  private final Map<Integer, Plan> plans;
  private final Map<Helper, Use> looks = new IdentityHashMap<>();
  private final Map<Helper, Use> acts = new IdentityHashMap<>();

  /**
   * For one class.
   *
   * @param methods their numbers, by name and descriptor
   * @param plans by the method's number; {@link #finish} adds to them
   */
  HelperPlans(Operations operations, Map<String, Integer> methods, Map<Integer, Plan> plans) {
    this.operations = operations;
    this.methods = methods;
    this.plans = plans;
  }

  /** The number under which the helper that is called there looks. */
  int look(Helper helper, Step call) {
    return use(looks, helper, helper.look().told(), call);
  }

  /** The number under which the helper that is called there acts. */
  int act(Helper helper, Step call) {
    return use(acts, helper, helper.act().told(), call);
  }

  private int use(Map<Helper, Use> uses, Helper helper, Operations.Operation told, Step call) {
    Use use = uses.get(helper);
    if (use == null) {
      use = new Use(operations.add(List.of(told)), call.name() + call.desc());
      uses.put(helper, use);
    }
    return use.number();
  }

  /** Plans the helpers that are used, once all callers are planned. */
  void finish() {
    for (Map.Entry<Helper, Use> e : looks.entrySet()) {
      addLook(e.getKey(), e.getValue());
    }
    for (Map.Entry<Helper, Use> e : acts.entrySet()) {
      Helper.Act act = e.getKey().act();
      int number = e.getValue().number();
      plan(e.getValue()).act(act.step(), new Plan.Act(number, act.how(), number));
    }
  }

  /** A look of the helper's own at the same place is kept, and then goes no further. */
  private void addLook(Helper helper, Use use) {
    Plan plan = plan(use);
    Helper.Look look = helper.look();
    if (plan.looks.putIfAbsent(look.step(), new Plan.Look(use.number(), look.kind())) == null) {
      plan.handedOut.add(use.number());
      for (Tests.Test t : look.tests() == null ? List.<Tests.Test>of() : look.tests()) {
        plan.test(t.step(), new Plan.Test(use.number(), t.arity(), t.first(), t.relation()));
      }
    }
  }

  private Plan plan(Use use) {
    Integer method = methods.get(use.method());
    Plan plan = plans.get(method);
    if (plan == null) {
      plan = new Plan(0, -1);
      plans.put(method, plan);
    }
    return plan;
  }
}
