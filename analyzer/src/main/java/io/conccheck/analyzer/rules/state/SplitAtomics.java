package io.conccheck.analyzer.rules.state;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.Path;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.ArrayList;
import java.util.List;

/** Two atomics that are set one after the other and read together. */
@AutoService({Rule.class, Carded.class})
public final class SplitAtomics implements Rule {

  private record Use(MethodCallExpr call, String field) {}

  @Override
  public void check(RuleContext file) {
    List<Use> sets = uses(file, "set", "lazySet");
    updates(file);
    List<Use> gets = sets.size() < 2 ? List.of() : uses(file, "get");
    crosswise(file, sets, gets);
    for (int i = 1; i < sets.size(); i++) {
      Use first = sets.get(i - 1);
      Use second = sets.get(i);
      boolean pair =
          !first.field.equals(second.field)
              && neighbours(first.call, second.call)
              && file.facts().heldAt(second.call).isEmpty();
      if (pair && readTogether(gets, first.field, second.field)) {
        file.report(second.call)
            .message(
                "`%s` and `%s` are set one after the other but read together: a reader may see a mixed pair"
                    .formatted(first.call.getScope().get(), second.call.getScope().get()))
            .help("Keep both in one immutable object behind one `AtomicReference`.")
            .subject(Subject.field(second.field))
            .related(first.call, "the other one is set here")
            .emit();
      }
    }
  }

  /** The same of counters that are added to together, and read in one expression. */
  private static void updates(RuleContext file) {
    List<Use> all =
        uses(
            file,
            "addAndGet",
            "getAndAdd",
            "incrementAndGet",
            "getAndIncrement",
            "decrementAndGet");
    List<Use> gets = all.size() < 2 ? List.of() : uses(file, "get");
    for (int i = 1; i < all.size(); i++) {
      Use first = all.get(i - 1);
      Use second = all.get(i);
      boolean pair =
          !first.field.equals(second.field)
              && neighbours(first.call, second.call)
              && Tree.parent(second.call) instanceof ExpressionStmt
              && file.facts().heldAt(second.call).isEmpty();
      if (pair && readTogether(gets, first.field, second.field)) {
        file.report(second.call)
            .severity(Severity.NOTE)
            .message(
                "`%s` and `%s` change one after the other but are read together: a reader may see a mixed pair"
                    .formatted(first.call.getScope().get(), second.call.getScope().get()))
            .help("Keep both in one immutable object behind one `AtomicReference`.")
            .subject(Subject.field(second.field))
            .related(first.call, "the other one changes here")
            .emit();
      }
    }
  }

  /**
   * Each is set after a look at the other: between the look and the set the other may have changed.
   */
  private static void crosswise(RuleContext file, List<Use> sets, List<Use> gets) {
    for (Use set : sets) {
      for (Use back : sets) {
        Use looked = looked(set, back.field, gets);
        Use other = looked(back, set.field, gets);
        boolean pair =
            !set.field.equals(back.field)
                && looked != null
                && other != null
                && Tree.before(set.call, back.call)
                && file.facts().heldAt(set.call).isEmpty()
                && file.facts().heldAt(back.call).isEmpty();
        if (pair) {
          file.report(set.call)
              .message(
                  "`%s` is set after a look at `%s`, which another thread may set meanwhile after a look at the first"
                      .formatted(set.call.getScope().get(), looked.call.getScope().get()))
              .help("Keep both in one immutable object behind one `AtomicReference`.")
              .subject(Subject.field(set.field))
              .related(looked.call, "looked at here")
              .related(back.call, "the other one is set here")
              .emit();
          return;
        }
      }
    }
  }

  /** A get of that field in the condition of an if before the set, in the same body. */
  private static Use looked(Use set, String field, List<Use> gets) {
    for (Use g : gets) {
      Node s = Tree.statement(g.call);
      if (g.field.equals(field)
          && Tree.body(g.call) == Tree.body(set.call)
          && s instanceof IfStmt
          && Tree.before(g.call, set.call)) {
        return g;
      }
    }
    return null;
  }

  private static List<Use> uses(RuleContext file, String... names) {
    List<Use> found = new ArrayList<>();
    for (MethodCallExpr c : file.calls(names)) {
      Expression scope = c.getScope().orElse(null);
      if (scope != null
          && file.types()
              .isA(
                  scope,
                  "java.util.concurrent.atomic.AtomicInteger",
                  "java.util.concurrent.atomic.AtomicLong",
                  "java.util.concurrent.atomic.AtomicReference")) {
        Path path = file.facts().pathOf(scope);
        if (path.last() != null && (path.isThis() || path.isStatic())) {
          found.add(new Use(c, path.last()));
        }
      }
    }
    found.sort((a, b) -> Tree.before(a.call, b.call) ? -1 : 1);
    return found;
  }

  private static boolean neighbours(MethodCallExpr a, MethodCallExpr b) {
    Node first = Tree.statement(a);
    Node second = Tree.statement(b);
    return Tree.parent(first) == Tree.parent(second)
        && second != first
        && Tree.body(a) == Tree.body(b);
  }

  private static boolean readTogether(List<Use> gets, String first, String second) {
    for (Use a : gets) {
      for (Use b : gets) {
        boolean both = a.field.equals(first) && b.field.equals(second);
        if (both && outermost(a.call).isAncestorOf(b.call)) {
          return true;
        }
      }
    }
    return false;
  }

  private static Node outermost(Node use) {
    Node widest = use;
    while (Tree.parent(widest) instanceof Expression e) {
      widest = e;
    }
    return widest;
  }
}
