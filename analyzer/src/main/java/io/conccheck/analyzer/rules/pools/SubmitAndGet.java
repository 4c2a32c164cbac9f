package io.conccheck.analyzer.rules.pools;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.Pools;
import io.conccheck.analyzer.facts.life.Pools.Pool;
import io.conccheck.analyzer.facts.life.ValueFlow;
import io.conccheck.analyzer.rules.Report;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.findings.Severity;
import io.conccheck.findings.card.Carded;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A task is submitted and waited for at once: nothing runs beside it. */
@AutoService({Rule.class, Carded.class})
public final class SubmitAndGet implements Rule {

  @Override
  public void check(RuleContext file) {
    inStreams(file);
    BeforeJoin.check(file);
    List<MethodCallExpr> starts =
        new ArrayList<>(
            file.callsOn("java.util.concurrent.CompletableFuture", "supplyAsync", "runAsync"));
    file.callsOn(Pools.SERVICE, "submit").stream()
        .filter(c -> isGiven(file, c))
        .forEach(starts::add);
    for (MethodCallExpr start : starts) {
      if (Tree.parent(start) instanceof MethodCallExpr end
          && end.getScope().orElse(null) == start
          && end.getArguments().isEmpty()
          && Set.of("get", "join").contains(end.getNameAsString())
          && (isRepeated(end) || start.getNameAsString().equals("submit"))) {
        boolean loop = isRepeated(end);
        Report report =
            file.report(end)
                .message(
                    "`%s` waits for the task just started: %s"
                        .formatted(
                            end.getNameAsString(),
                            loop
                                ? "the loop runs one task after the other"
                                : "nothing runs beside it"))
                .help("Start all tasks first and wait afterwards, or run the task right here.");
        if (!loop) {
          report.severity(Severity.NOTE);
        }
        report.emit();
      } else if (Tree.loop(start) != null) {
        nextStatement(file, start);
      }
    }
    if (file.calls("submit").isEmpty() || file.calls("get").isEmpty()) {
      return;
    }
    for (Pool pool : Pools.in(file.types(), file.nodes())) {
      if (pool.isSingle()) {
        continue; // a single thread is often there to confine what it works on
      }
      ValueFlow flow = ValueFlow.of(pool.made(), file.types(), file.nodes());
      for (MethodCallExpr submit : flow.calls("submit")) {
        boolean alone =
            flow.calls("submit").stream()
                .noneMatch(o -> o != submit && Tree.body(o) == Tree.body(submit));
        MethodCallExpr get = waitAtOnce(submit, alone, file);
        if (get != null) {
          report(file, flow, submit, get);
        }
      }
    }
  }

  /** In a loop: the future is kept, and waited for by the statement that follows. */
  private static void nextStatement(RuleContext file, MethodCallExpr start) {
    if (!(Tree.parent(start) instanceof VariableDeclarator v)) {
      return;
    }
    Statement next = next(Tree.statement(v));
    ValueFlow future = ValueFlow.ofLocal(v, v.getNameAsString(), file.types(), file.nodes());
    for (MethodCallExpr wait : future.calls("get", "join")) {
      boolean at = wait.getArguments().isEmpty() && next != null && Tree.statement(wait) == next;
      if (at && Tree.loop(wait) == Tree.loop(start)) {
        file.report(wait)
            .message(
                "`%s` waits for the task just started: the loop runs one task after the other"
                    .formatted(wait.getNameAsString()))
            .help("Start all tasks first and wait afterwards, or run the task right here.")
            .related(start, "started here")
            .emit();
        return;
      }
    }
  }

  /** In a loop, or in what {@code forEach} does with each element. */
  private static boolean isRepeated(Node node) {
    return Tree.loop(node) != null
        || Tree.body(node) instanceof LambdaExpr l
            && Tree.parent(l) instanceof MethodCallExpr each
            && each.getNameAsString().equals("forEach");
  }

  /** A pool that came as a parameter: those made here are looked at more closely. */
  private static boolean isGiven(RuleContext file, MethodCallExpr submit) {
    Meaning m = submit.getScope().map(file.types()::meaning).orElse(null);
    return m != null && m.local() instanceof Parameter;
  }

  /** A stream takes one element through all its steps before it looks at the next. */
  private static void inStreams(RuleContext file) {
    for (MethodCallExpr wait : file.calls("map", "forEach", "mapToInt", "mapToLong")) {
      MethodCallExpr start =
          wait.getScope().orElse(null) instanceof MethodCallExpr s
                  && s.getNameAsString().equals("map")
                  && s.getArguments().size() == 1
              ? s
              : null;
      if (start != null
          && wait.getArguments().size() == 1
          && startsTask(start.getArgument(0), file)
          && waits(wait.getArgument(0))
          && file.types().isCall(start, "java.util.stream.Stream")) {
        file.report(wait)
            .message("the stream waits for each task before it starts the next one")
            .help("Collect the futures into a list first, and wait for them afterwards.")
            .related(start, "the tasks are started here, one by one")
            .emit();
      }
    }
  }

  private static boolean startsTask(Expression function, RuleContext file) {
    Expression made = function instanceof LambdaExpr l ? l.getExpressionBody().orElse(null) : null;
    MethodDeclaration maker =
        function instanceof MethodReferenceExpr r
            ? new Surroundings(file).declaration(r)
            : made instanceof MethodCallExpr own ? new Surroundings(file).declaration(own) : null;
    if (maker != null) {
      List<ReturnStmt> returns = Tree.within(maker, ReturnStmt.class);
      made = returns.size() == 1 ? returns.get(0).getExpression().orElse(null) : null;
    }
    return made instanceof MethodCallExpr c
        && Set.of("supplyAsync", "submit").contains(c.getNameAsString())
        && file.facts().handsOver(c);
  }

  private static boolean waits(Expression function) {
    return function instanceof MethodReferenceExpr r && r.getIdentifier().matches("join|get")
        || function instanceof LambdaExpr l
            && l.getExpressionBody().orElse(null) instanceof MethodCallExpr c
            && c.getNameAsString().matches("join|get")
            && c.getArguments().isEmpty();
  }

  private static MethodCallExpr waitAtOnce(MethodCallExpr submit, boolean alone, RuleContext file) {
    Node p = Tree.parent(submit);
    if (p instanceof MethodCallExpr get) {
      return isGet(get) && get.getScope().filter(s -> s == submit).isPresent() ? get : null;
    }
    if (!(p instanceof VariableDeclarator v) || !alone) {
      return null;
    }
    Statement next = next(Tree.statement(v));
    ValueFlow future = ValueFlow.ofLocal(v, v.getNameAsString(), file.types(), file.nodes());
    return future.calls("get").stream()
        .filter(g -> isGet(g) && next != null && Tree.statement(g) == next)
        .findFirst()
        .orElse(null);
  }

  private static boolean isGet(MethodCallExpr call) {
    return call.getNameAsString().equals("get") && call.getArguments().isEmpty();
  }

  private static Statement next(Statement s) {
    if (!(Tree.parent(s) instanceof BlockStmt block)) {
      return null;
    }
    int i = block.getStatements().indexOf(s);
    return i < 0 || i + 1 >= block.getStatements().size() ? null : block.getStatement(i + 1);
  }

  private static void report(
      RuleContext file, ValueFlow flow, MethodCallExpr submit, MethodCallExpr get) {
    boolean loop = Tree.loop(get) != null;
    Report report =
        file.report(get)
            .message(
                "`get` waits for the task just submitted to `"
                    + flow.name()
                    + "`: "
                    + (loop ? "the loop runs one task after the other" : "nothing runs beside it"))
            .help("Submit all tasks first and wait afterwards, or run the task right here.");
    if (get != submit && Tree.statement(get) != Tree.statement(submit)) {
      report.related(submit, "submitted here");
    }
    if (!loop && !flow.fields().isEmpty()) {
      report.severity(Severity.NOTE);
    }
    report.emit();
  }
}
