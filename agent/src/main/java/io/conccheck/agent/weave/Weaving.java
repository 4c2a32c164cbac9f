package io.conccheck.agent.weave;

import io.conccheck.agent.state.Sites;
import io.conccheck.agent.state.Variables;
import io.conccheck.agent.weave.pairs.HelperIndex;

/**
 * What is woven into application classes, and the tables that woven code refers to.
 *
 * @param fields accesses to fields
 * @param arrays accesses to array elements
 * @param monitors monitor instructions and synchronized methods
 * @param pairs operations that hang on one another
 * @param hooks calls that are replaced
 */
record Weaving(
    boolean fields,
    boolean arrays,
    boolean monitors,
    boolean pairs,
    Sites sites,
    Variables variables,
    ShapeIndex shapes,
    HelperIndex helpers,
    HookTable hooks) {

  /** True if only locks and what waits is woven, which few methods have to do with. */
  boolean locksAlone() {
    return !fields && !arrays && !pairs;
  }

  /** The same without access checks. */
  Weaving monitorsOnly() {
    return new Weaving(false, false, monitors, false, sites, variables, shapes, helpers, hooks);
  }

  /** The same without anything but replaced calls. */
  Weaving nothing() {
    return new Weaving(false, false, false, false, sites, variables, shapes, helpers, hooks);
  }
}
