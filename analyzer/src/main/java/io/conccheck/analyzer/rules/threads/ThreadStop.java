package io.conccheck.analyzer.rules.threads;

import com.github.javaparser.ast.expr.MethodCallExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.findings.card.Carded;

/** Threads are ended or held by force. */
@AutoService({Rule.class, Carded.class})
public final class ThreadStop implements Rule {

  @Override
  public void check(RuleContext file) {
    for (MethodCallExpr call :
        file.callsOn("java.lang.ThreadGroup", "stop", "suspend", "resume", "destroy")) {
      file.report(call)
          .message(
              "`" + call.getNameAsString() + "` of a thread group ends or holds threads by force")
          .help("Interrupt the threads, and let them end by themselves.")
          .emit();
    }
    for (MethodCallExpr call : file.callsOn("java.lang.Thread", "stop", "suspend", "resume")) {
      boolean inherited =
          file.types().target(call) != null
              && !file.types().target(call).owner().equals("java.lang.Thread");
      boolean own = call.getScope().isEmpty() || call.getScope().get().isSuperExpr();
      if (!inherited && !own && call.getArguments().isEmpty()) {
        file.report(call)
            .message(
                "`"
                    + call.getNameAsString()
                    + "` breaks what the thread is doing, with its locks in any state"
                    + (file.release() >= 20 ? "; since Java 20 it only throws" : ""))
            .help("Interrupt the thread, and let it end by itself.")
            .emit();
      }
    }
  }
}
