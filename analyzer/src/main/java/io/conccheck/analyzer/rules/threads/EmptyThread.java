package io.conccheck.analyzer.rules.threads;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.ValueFlow;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.TypeRef;
import io.conccheck.findings.card.Carded;

/** A thread without a body is started. */
@AutoService({Rule.class, Carded.class})
public final class EmptyThread implements Rule {

  @Override
  public void check(RuleContext file) {
    for (ObjectCreationExpr made : file.all(ObjectCreationExpr.class)) {
      boolean empty =
          made.getAnonymousClassBody().isEmpty()
              && made.getArguments().stream()
                  .allMatch(a -> a == emptyTask(made) || file.types().isA(a, "java.lang.String"))
              && runsNothing(file, file.types().of(made));
      if (empty && ValueFlow.of(made, file.types(), file.nodes()).uses("start")) {
        file.report(made)
            .message("the thread made here has nothing to run")
            .help("Give its constructor a `Runnable`.")
            .emit();
      }
    }
  }

  /** The lambda without a statement that the constructor is given, or null. */
  private static Expression emptyTask(ObjectCreationExpr made) {
    for (Expression a : made.getArguments()) {
      if (a instanceof LambdaExpr l
          && l.getBody() instanceof BlockStmt block
          && block.getStatements().isEmpty()) {
        return a;
      }
    }
    return null;
  }

  /** Thread itself, or a subclass in the scanned sources that does not say what to run. */
  private static boolean runsNothing(RuleContext file, TypeRef type) {
    ClassInfo info = type.isClass() ? file.types().find(type.name()) : null;
    if (info == null || type.isClass("java.lang.Thread")) {
      return info != null;
    }
    return info.fromSource()
        && info.superclass() != null
        && info.superclass().isClass("java.lang.Thread")
        && info.methods("run").stream().noneMatch(m -> m.params().isEmpty());
  }
}
