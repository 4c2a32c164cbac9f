package io.conccheck.analyzer.rules.pools;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.Failures;
import io.conccheck.analyzer.facts.life.Pools;
import io.conccheck.analyzer.facts.life.Tasks;
import io.conccheck.analyzer.facts.life.ValueFlow;
import io.conccheck.analyzer.rules.Report;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.findings.Severity;
import io.conccheck.findings.card.Carded;

/** A Future that carries a result, or a failure, is thrown away. */
@AutoService({Rule.class, Carded.class})
public final class FutureIgnored implements Rule {

  @Override
  public void check(RuleContext file) {
    all(file);
    for (MethodCallExpr submit : file.callsOn(Pools.SERVICE, "submit")) {
      if (submit.getArguments().size() == 1 && isIgnored(submit, file)) {
        judge(file, submit, submit.getArgument(0));
      }
    }
  }

  /** The futures of tasks that return something: each holds a failure that nobody asks for. */
  private static void all(RuleContext file) {
    for (MethodCallExpr all : file.callsOn(Pools.SERVICE, "invokeAll")) {
      boolean untyped =
          all.getArguments().isEmpty()
              || file.types().of(all.getArgument(0)).toString().contains("Void");
      if (Tree.parent(all) instanceof ExpressionStmt && !untyped) {
        file.report(all)
            .message("the futures of `invokeAll` are ignored: results and failures are lost")
            .help("Call `get()` on each of the futures that it returns.")
            .severity(Severity.NOTE)
            .emit();
      }
    }
  }

  private static boolean isIgnored(MethodCallExpr submit, RuleContext file) {
    ValueFlow flow = ValueFlow.of(submit, file.types(), file.nodes());
    if (isInForgottenList(submit, file)) {
      return true;
    }
    boolean used = !flow.calls().isEmpty() || !flow.references().isEmpty();
    boolean kept = !flow.escapes().isEmpty() || !flow.borrowed().isEmpty();
    boolean held = flow.fields().isEmpty() && flow.locals().stream().allMatch(isVariable());
    return !used && !kept && held;
  }

  /** Put into a local list that is only ever added to. */
  private static boolean isInForgottenList(MethodCallExpr submit, RuleContext file) {
    Meaning list =
        Tree.parent(submit) instanceof MethodCallExpr add
                && add.getNameAsString().equals("add")
                && Tree.holds(add.getArguments(), submit)
            ? add.getScope().map(file.types()::meaning).orElse(null)
            : null;
    if (list == null || !(list.local() instanceof VariableDeclarator v) || Tree.body(v) == null) {
      return false;
    }
    boolean fresh = v.getInitializer().filter(i -> i.isObjectCreationExpr()).isPresent();
    return fresh
        && Tree.body(v).findAll(NameExpr.class).stream()
            .filter(n -> n.getNameAsString().equals(v.getNameAsString()))
            .allMatch(
                n ->
                    Tree.parent(n) instanceof MethodCallExpr c
                        && c.getScope().orElse(null) == n
                        && c.getNameAsString().equals("add"));
  }

  private static java.util.function.Predicate<Node> isVariable() {
    return VariableDeclarator.class::isInstance;
  }

  private static void judge(RuleContext file, MethodCallExpr submit, Expression task) {
    Tasks tasks = new Tasks(file.types(), file.nodes());
    Node body = tasks.body(task);
    boolean value =
        body instanceof LambdaExpr l
            ? Tree.any(l, ReturnStmt.class, r -> r.getExpression().isPresent())
            : body == null && file.types().isA(task, "java.util.concurrent.Callable");
    Node failure = body == null ? null : new Failures(tasks).ofAny(body);
    if (failure == null && !value) {
      return;
    }
    String lost = value ? "its result and its failure are lost" : "its failure is lost";
    Report report =
        file.report(submit)
            .message("the future of the task submitted here is ignored: " + lost)
            .help(
                "Keep the future and call `get()`, or use `execute` and handle errors in the task.");
    if (failure != null) {
      report.related(failure, "thrown here, seen by nobody");
    }
    report.emit();
  }
}
