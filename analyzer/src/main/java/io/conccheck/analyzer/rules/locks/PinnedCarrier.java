package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.Condition;
import io.conccheck.analyzer.facts.EntryKind;
import io.conccheck.analyzer.facts.LockKey;
import io.conccheck.analyzer.facts.life.LocalMethods;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.findings.card.Carded;
import java.util.List;
import java.util.Set;

/** A monitor held over a wait keeps a virtual thread on its carrier. */
@AutoService({Rule.class, Carded.class})
public final class PinnedCarrier implements Rule {

  private static final int FIRST = 21;
  private static final int LAST = 23;

  @Override
  public void check(RuleContext file) {
    if (file.release() < FIRST || file.release() > LAST) {
      return;
    }
    LocalMethods methods = new LocalMethods(file.types(), file.nodes());
    boolean virtualPool = !file.calls("newVirtualThreadPerTaskExecutor").isEmpty();
    for (MethodCallExpr call : file.all(MethodCallExpr.class)) {
      Node body = Tree.body(call);
      String why = body == null || !inMonitor(call, file) ? null : waits(call, methods, file, 0);
      if (why != null) {
        String key = file.facts().keyOf(body);
        file.report(call)
            .message(
                "`%s` waits inside `synchronized`: up to Java 23 the virtual thread keeps its carrier"
                    .formatted(why))
            .help("Use a `ReentrantLock`, or wait outside of the monitor.")
            .emitIf(
                new Condition.RunsOn(
                    key,
                    virtualPool
                        ? Set.of(EntryKind.VIRTUAL_THREAD, EntryKind.EXECUTOR)
                        : Set.of(EntryKind.VIRTUAL_THREAD)));
      }
    }
  }

  private static boolean inMonitor(MethodCallExpr call, RuleContext file) {
    return file.facts().heldAt(call).stream().anyMatch(k -> k.kind() == LockKey.Kind.MONITOR);
  }

  private static String waits(
      MethodCallExpr call, LocalMethods methods, RuleContext file, int depth) {
    String why = file.facts().blockingReason(call);
    Node callee = why != null || depth > 3 ? null : methods.declaration(call);
    for (MethodCallExpr c :
        callee == null ? List.<MethodCallExpr>of() : Tree.within(callee, MethodCallExpr.class)) {
      why = why == null ? waits(c, methods, file, depth + 1) : why;
    }
    return why;
  }
}
