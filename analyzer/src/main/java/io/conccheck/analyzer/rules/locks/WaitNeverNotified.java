package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import com.github.javaparser.ast.stmt.WhileStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.FieldUse;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.Flags;
import io.conccheck.findings.card.Carded;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A wait without limit on an object of the class's own that nothing ever notifies. */
@AutoService({Rule.class, Carded.class})
public final class WaitNeverNotified implements Rule {

  private static final Set<String> WAITS = Set.of("wait", "await", "awaitUninterruptibly");

  @Override
  public void check(RuleContext file) {
    List<MethodCallExpr> waits = new ArrayList<>(ObjectMonitor.calls(file, "wait"));
    waits.addAll(
        file.callsOn("java.util.concurrent.locks.Condition", "await", "awaitUninterruptibly"));
    for (MethodCallExpr wait : waits) {
      Expression scope = wait.getScope().orElse(null);
      FieldInfo f = scope == null ? null : file.types().field(scope);
      if (f != null && f.isPrivate() && wait.getArguments().isEmpty() && !mayWake(file, f)) {
        String call = wait.getNameAsString().equals("wait") ? "notify" : "signal";
        file.report(wait)
            .message("`" + f.name() + "` is waited on but nothing ever calls `" + call + "` on it")
            .help("Call `" + call + "All` where the condition becomes true.")
            .emit();
      } else if (isOwn(wait) && isPrivateState(file, wait) && nobodyNotifies(file)) {
        file.report(wait)
            .message("`this` is waited on but nothing in its class ever calls `notify`")
            .help("Call `notifyAll` where the condition becomes true.")
            .emit();
      }
    }
  }

  private static boolean isOwn(MethodCallExpr wait) {
    return wait.getArguments().isEmpty()
        && wait.getNameAsString().equals("wait")
        && wait.getScope().map(Expression::isThisExpr).orElse(true);
  }

  /** What the loop around it tests is private to the class: nobody else could make it true. */
  private static boolean isPrivateState(RuleContext file, MethodCallExpr wait) {
    ClassInfo in = file.types().enclosingClass(wait);
    Expression condition =
        Tree.loop(wait) instanceof WhileStmt w && in != null ? w.getCondition() : null;
    if (condition == null || file.types().isA(in.selfType(), "java.lang.Thread")) {
      return false;
    }
    List<FieldInfo> tested =
        condition.findAll(NameExpr.class).stream()
            .map(n -> file.types().field(n))
            .filter(f -> f != null)
            .toList();
    boolean calls =
        condition.findAll(MethodCallExpr.class).stream()
            .anyMatch(c -> c.getScope().map(s -> file.types().field(s) == null).orElse(true));
    return !tested.isEmpty()
        && !calls
        && tested.stream().allMatch(f -> f.isPrivate() || isManaged(file, f));
  }

  /** Known to the package alone, and set by a method of its own class that locks to do so. */
  private static boolean isManaged(RuleContext file, FieldInfo f) {
    return (f.flags() & (Flags.PUBLIC | Flags.PROTECTED)) == 0
        && FieldUse.of(file, x -> x.symbol().equals(f.symbol())).stream()
            .anyMatch(u -> u.writes() && !file.facts().heldAt(u.node()).isEmpty());
  }

  private static boolean nobodyNotifies(RuleContext file) {
    return file.calls("notify", "notifyAll").isEmpty();
  }

  /** True if the field is used for anything but locking and waiting. */
  private static boolean mayWake(RuleContext file, FieldInfo f) {
    Set<Node> harmless = Tree.identitySet();
    for (FieldUse u : FieldUse.of(file, x -> x.symbol().equals(f.symbol()))) {
      Node up = Tree.parent(u.node());
      boolean waits =
          up instanceof SynchronizedStmt s && s.getExpression() == u.node()
              || up instanceof MethodCallExpr c
                  && c.getScope().orElse(null) == u.node()
                  && WAITS.contains(c.getNameAsString());
      if (!waits && !u.writes()) {
        return true;
      }
      harmless.add(u.node());
    }
    return harmless.isEmpty();
  }
}
