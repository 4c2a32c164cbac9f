package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.Types;
import io.conccheck.findings.card.Carded;

/** {@code getClass()} is the subclass's class in a subclass: another lock. */
@AutoService({Rule.class, Carded.class})
public final class SynchronizedOnGetClass implements Rule {

  @Override
  public void check(RuleContext file) {
    for (SynchronizedStmt s : file.all(SynchronizedStmt.class)) {
      Expression e = Types.bare(s.getExpression());
      Meaning m = file.types().meaning(e);
      boolean local = m != null && m.local() instanceof VariableDeclarator;
      if (local) {
        e = ((VariableDeclarator) m.local()).getInitializer().map(Types::bare).orElse(e);
      }
      if (e instanceof MethodCallExpr c && isOwnGetClass(c)) {
        ClassInfo info = file.types().enclosingClass(s);
        if (info != null && !info.isFinal() && !info.isEnum() && !info.isRecord()) {
          file.report(s)
              .message(
                  "`synchronized` on `getClass()` locks another class in a subclass of `"
                      + info.selfType().simpleName()
                      + "`")
              .help("Lock `" + info.selfType().simpleName() + ".class` or a static final object.")
              .emit();
        }
      }
    }
  }

  private static boolean isOwnGetClass(MethodCallExpr c) {
    return c.getNameAsString().equals("getClass")
        && c.getArguments().isEmpty()
        && c.getScope().map(x -> x.isThisExpr() || x.isSuperExpr()).orElse(true);
  }
}
