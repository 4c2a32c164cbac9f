package io.conccheck.analyzer.facts;

import java.util.List;

/** Methods that are called only when the tasks have ended that their callers started. */
final class AfterTasks {

  private AfterTasks() {}

  /**
   * True if every call of the body in the scanned sources comes after its caller has started tasks
   * and waited for all of them, or before it starts any; false if there is no such wait at all.
   */
  static boolean isOnlyThen(Body body, Program program) {
    boolean waited = false;
    for (String key : program.calls().callers(body.key)) {
      Body caller = program.bodies().get(key);
      if (caller == null || !program.entries().of(key).isEmpty()) {
        return false;
      }
      Summary summary = program.summaries().of(caller);
      if (summary.spawns().isEmpty()) {
        continue; // no call of it can come too early
      }
      for (CallSite call : caller.calls) {
        if (program.calls().callees(call).contains(body)) {
          if (!isQuiet(call, summary)) {
            return false;
          }
          waited = true;
        }
      }
    }
    return waited;
  }

  /** No task that the caller starts may run at the call. */
  private static boolean isQuiet(CallSite call, Summary caller) {
    long at = BodyReader.order(call.site());
    for (Traced<Spawn> t : caller.spawns()) {
      Spawn spawn = t.what();
      boolean later = BodyReader.order(spawn.site()) > at && call.loop() == 0;
      if (!later && !isAwaited(spawn, at, caller.joins(), caller.spawns())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAwaited(
      Spawn spawn, long before, List<Join> joins, List<Traced<Spawn>> all) {
    for (Join j : joins) {
      long at = BodyReader.order(j.site());
      boolean another =
          !j.runner().isUnknown()
              && !j.runner().equals(spawn.runner())
              && all.stream().anyMatch(s -> s.what().runner().equals(j.runner()));
      if (at >= BodyReader.order(spawn.site()) && at < before && !another) {
        return true;
      }
    }
    return false;
  }
}
