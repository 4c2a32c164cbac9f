package io.conccheck.analyzer.rules.threads;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.Changes;
import io.conccheck.analyzer.facts.life.Tasks;
import io.conccheck.analyzer.rules.PlainCollections;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.ArrayList;
import java.util.List;

/** The JVM's finaliser and cleaner threads change what others use, without a lock. */
@AutoService({Rule.class, Carded.class})
public final class FinalizerSharesState implements Rule {

  @Override
  public void check(RuleContext file) {
    Tasks tasks = new Tasks(file.types(), file.nodes());
    for (MethodDeclaration m : file.all(MethodDeclaration.class)) {
      if (m.getNameAsString().equals("finalize") && m.getParameters().isEmpty()) {
        check(file, tasks.reach(m), m, "the finaliser");
      }
    }
    for (MethodCallExpr register : file.callsOn("java.lang.ref.Cleaner", "register")) {
      Node body = register.getArguments().size() < 2 ? null : tasks.body(register.getArgument(1));
      if (body != null) {
        check(file, tasks.reach(body), register, "the cleaner");
      }
    }
  }

  private static void check(RuleContext file, List<Node> reach, Node start, String who) {
    Surroundings around = new Surroundings(file);
    for (Node part : reach) {
      for (Expression changed : changed(part, file)) {
        FieldInfo field = file.types().field(changed);
        boolean shared = field != null && field.isStatic() && !isSafe(field, changed, file);
        if (shared && file.facts().heldAt(changed).isEmpty() && !around.mayBeLocked(changed)) {
          report(file, changed, field, start, who);
          return;
        }
      }
    }
  }

  private static List<Expression> changed(Node part, RuleContext file) {
    List<Expression> found = new ArrayList<>(Changes.in(part));
    for (MethodCallExpr c : Tree.within(part, MethodCallExpr.class)) {
      if (PlainCollections.changes(file, c)) {
        c.getScope().ifPresent(found::add);
      }
    }
    return found;
  }

  private static boolean isSafe(FieldInfo field, Expression changed, RuleContext file) {
    String type = field.type().isClass() ? field.type().name() : "";
    return type.startsWith("java.util.concurrent.")
        || file.facts().isConcurrent(changed)
        || field.isVolatile()
            && Tree.parent(changed) instanceof AssignExpr a
            && a.getOperator() == AssignExpr.Operator.ASSIGN;
  }

  private static void report(
      RuleContext file, Expression changed, FieldInfo field, Node start, String who) {
    file.report(changed)
        .message(
            "%s changes `%s` on a thread of the JVM, with no lock".formatted(who, field.symbol()))
        .help("Guard every use by one lock, or use an atomic variable or a concurrent collection.")
        .subject(Subject.field(field.symbol()))
        .related(start, "run by the JVM when the object is no longer reachable")
        .emit();
  }
}
