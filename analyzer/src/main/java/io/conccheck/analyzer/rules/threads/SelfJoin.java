package io.conccheck.analyzer.rules.threads;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.findings.card.Carded;
import java.util.List;

/** A thread that waits for its own end. */
@AutoService({Rule.class, Carded.class})
public final class SelfJoin implements Rule {

  @Override
  public void check(RuleContext file) {
    for (MethodCallExpr call : file.callsOn("java.lang.Thread", "join")) {
      boolean own =
          call.getScope()
                  .filter(
                      s ->
                          current(file, s)
                              || file.types().meaning(s) != null
                                  && file.types().meaning(s).local() instanceof VariableDeclarator v
                                  && !file.facts().isReassigned(v)
                                  && v.getInitializer().filter(i -> current(file, i)).isPresent())
                  .isPresent()
              || call.getScope().map(Expression::isThisExpr).orElse(true)
                  && Tree.body(call) instanceof MethodDeclaration m
                  && runsInside(file, m);
      if (own && call.getArguments().isEmpty()) {
        file.report(call)
            .message("the thread waits for its own end: this `join` never returns")
            .help("Join another thread, or park the thread on a latch if it shall wait for ever.")
            .emit();
      }
    }
  }

  private static boolean current(RuleContext file, Expression e) {
    return e instanceof MethodCallExpr c
        && file.types().isCall(c, "java.lang.Thread", "currentThread");
  }

  /** The body of the thread, or a private method that only it calls. */
  private static boolean runsInside(RuleContext file, MethodDeclaration m) {
    if (m.getNameAsString().equals("run") && m.getParameters().isEmpty()) {
      return true;
    }
    List<Node> callers = m.isPrivate() ? new Surroundings(file).callers(m) : List.of();
    return !callers.isEmpty()
        && callers.stream()
            .allMatch(
                c ->
                    Tree.body(c) instanceof MethodDeclaration r
                        && r.getNameAsString().equals("run"));
  }
}
