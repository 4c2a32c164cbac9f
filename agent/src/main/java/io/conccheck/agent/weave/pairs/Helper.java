package io.conccheck.agent.weave.pairs;

import io.conccheck.agent.state.Operations;
import java.util.List;

/**
 * A small method that looks for its caller, or acts for it.
 *
 * @param id class, name and descriptor
 * @param look whose result it returns or returns a test of; null if there is none
 * @param act what it does, hanging on what it is handed or on whether it is called; null if nothing
 */
record Helper(String id, Look look, Act act) {

  /**
   * A look in the method's code.
   *
   * @param direct the method returns the very result
   * @param tests that decide what the method returns; null if not all are known
   */
  record Look(
      int step,
      int kind,
      Step op,
      boolean direct,
      List<Tests.Test> tests,
      Operations.Operation told) {}

  /**
   * An act in the method's code.
   *
   * @param how what it does, with the flags of {@code Acts}
   * @param takes true if it writes, or goes by, what the method was handed
   */
  record Act(int step, int kind, Step op, int how, boolean takes, Operations.Operation told) {}
}
