package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.stmt.WhileStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.FieldUse;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.findings.card.Carded;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A signal with nothing behind it: whoever is not yet waiting never hears of it. */
@AutoService({Rule.class, Carded.class})
public final class NakedNotify implements Rule {

  private static final String CONDITION = "java.util.concurrent.locks.Condition";

  @Override
  public void check(RuleContext file) {
    Surroundings around = new Surroundings(file);
    for (MethodCallExpr call : ObjectMonitor.calls(file, "notify", "notifyAll")) {
      if (!(Tree.body(call) instanceof MethodDeclaration m)
          || !doesNothingElse(m, call)
          || !around.callers(m).isEmpty()) {
        continue;
      }
      MethodCallExpr wait = waitWithoutTest(file, place(file, call));
      if (wait == null) {
        forgotten(file, call, ObjectMonitor.calls(file, "wait"));
      } else {
        file.report(call)
            .message(
                "`"
                    + call.getNameAsString()
                    + "` changes nothing that the waiting thread tests: a signal that comes before "
                    + "the wait is lost")
            .help("Set a field under the lock before notifying, and wait in a loop that tests it.")
            .related(wait, "waits here, without a test")
            .emit();
      }
    }
    for (MethodCallExpr call : file.callsOn(CONDITION, "signal", "signalAll")) {
      if (Tree.body(call) instanceof MethodDeclaration m
          && doesNothingElse(m, call)
          && around.callers(m).isEmpty()) {
        forgotten(file, call, file.callsOn(CONDITION, "await"));
      }
    }
  }

  /** Sent alone, while what the waiting loop tests changes elsewhere, where nobody notifies. */
  private static void forgotten(RuleContext file, MethodCallExpr call, List<MethodCallExpr> waits) {
    String place = place(file, call);
    for (MethodCallExpr wait : waits) {
      boolean here =
          place != null && place.equals(place(file, wait)) && wait.getScope().isPresent();
      Set<String> tested = here ? tested(file, wait) : Set.of();
      if (!tested.isEmpty() && !isToldOfChange(file, tested, place, Tree.body(wait))) {
        file.report(call)
            .message(
                "`"
                    + call.getNameAsString()
                    + "` changes nothing that the waiting thread tests, and where that changes nobody "
                    + "notifies: it tests again and goes on waiting")
            .help("Change what is tested and notify in one block, under the lock.")
            .related(wait, "waits here, in a loop that tests it")
            .emit();
        return;
      }
    }
  }

  /** The private fields that the condition of the loop around a wait reads. */
  private static Set<String> tested(RuleContext file, MethodCallExpr wait) {
    Set<String> fields = new HashSet<>();
    if (Tree.loop(wait) instanceof WhileStmt loop) {
      for (NameExpr n : loop.getCondition().findAll(NameExpr.class)) {
        FieldInfo f = file.types().field(n);
        if (f != null && f.isPrivate()) {
          fields.add(f.symbol());
        }
      }
    }
    return fields;
  }

  /**
   * True if some body but the waiting one changes such a field and sends a signal, or calls out.
   */
  private static boolean isToldOfChange(
      RuleContext file, Set<String> fields, String place, Node waiting) {
    for (FieldUse u : FieldUse.of(file, f -> fields.contains(f.symbol()))) {
      Node body = Tree.body(u.node());
      boolean changes = u.writes() || Tree.parent(u.node()) instanceof MethodCallExpr;
      if (changes && body != null && body != waiting && !(body instanceof ConstructorDeclaration)) {
        boolean tells =
            Tree.any(
                body,
                MethodCallExpr.class,
                c ->
                    c.getNameAsString().matches("notify|notifyAll|signal|signalAll")
                        || c.getScope().isEmpty());
        if (tells || isCalled(file, body)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isCalled(RuleContext file, Node body) {
    return body instanceof MethodDeclaration m && !new Surroundings(file).callers(m).isEmpty();
  }

  /** No change of state and no other call, before or after. */
  private static boolean doesNothingElse(MethodDeclaration m, MethodCallExpr call) {
    return !Tree.any(m, AssignExpr.class, a -> true)
        && !Tree.any(m, UnaryExpr.class, u -> u.getOperator().name().endsWith("CREMENT"))
        && !Tree.any(m, MethodCallExpr.class, c -> c != call && !isLocking(c));
  }

  private static boolean isLocking(MethodCallExpr c) {
    return c.getNameAsString().matches("lock|unlock|lockInterruptibly|readLock|writeLock");
  }

  /** A wait on the same object that is in no loop, and so remembers nothing. */
  private static MethodCallExpr waitWithoutTest(RuleContext file, String place) {
    for (MethodCallExpr wait : ObjectMonitor.calls(file, "wait")) {
      boolean forever = wait.getArguments().isEmpty() && Tree.loop(wait) == null;
      if (forever && place != null && place.equals(place(file, wait))) {
        return wait;
      }
    }
    return null;
  }

  private static String place(RuleContext file, MethodCallExpr call) {
    Node scope = call.getScope().filter(s -> !s.isThisExpr()).orElse(null);
    if (scope == null) {
      ClassInfo in = file.types().enclosingClass(call);
      return in == null ? null : in.name();
    }
    FieldInfo f = file.types().field(call.getScope().orElseThrow());
    return f == null ? null : f.symbol();
  }
}
