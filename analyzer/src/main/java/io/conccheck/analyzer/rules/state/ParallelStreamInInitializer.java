package io.conccheck.analyzer.rules.state;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.Pipelines;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.findings.card.Carded;

/** Worker threads wait for the class to be initialised, and the initialiser waits for them. */
@AutoService({Rule.class, Carded.class})
public final class ParallelStreamInInitializer implements Rule {

  @Override
  public void check(RuleContext file) {
    for (MethodCallExpr start : Pipelines.parallel(file)) {
      if (inStaticInitializer(start) && runsOwnCode(file, start)) {
        ClassInfo in = file.types().enclosingClass(start);
        file.report(start)
            .message(
                "a parallel stream runs in the static initialiser of `"
                    + (in == null ? "its class" : in.selfType().simpleName())
                    + "`: its workers wait for the class, and the class for them")
            .help("Use a sequential stream here, or compute the value on first use.")
            .emit();
      }
    }
  }

  private static boolean inStaticInitializer(Node node) {
    for (Node n = Tree.parent(node); n != null; n = Tree.parent(n)) {
      if (n instanceof InitializerDeclaration i) {
        return i.isStatic();
      } else if (n instanceof FieldDeclaration f) {
        return f.isStatic();
      } else if (Tree.isBody(n) || n instanceof TypeDeclaration<?>) {
        return false;
      }
    }
    return false;
  }

  /** A lambda is a method of this class: running it elsewhere needs the class initialised. */
  private static boolean runsOwnCode(RuleContext file, MethodCallExpr start) {
    for (MethodCallExpr step : Pipelines.from(start)) {
      for (Expression a : step.getArguments()) {
        boolean own =
            a instanceof LambdaExpr
                || a.isMethodReferenceExpr()
                    && file.types().target(a.asMethodReferenceExpr()) != null
                    && file.types().enclosingClass(start) != null
                    && file.types()
                        .target(a.asMethodReferenceExpr())
                        .owner()
                        .equals(file.types().enclosingClass(start).name());
        if (own) {
          return true;
        }
      }
    }
    return false;
  }
}
