package io.conccheck.analyzer.rules.processes;

import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.CastExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.Types;
import io.conccheck.findings.card.Carded;
import java.util.Set;

/** A process id squeezed into fewer bits. */
@AutoService({Rule.class, Carded.class})
public final class PidNarrowed implements Rule {

  @Override
  public void check(RuleContext file) {
    calls(file);
    for (CastExpr cast : file.all(CastExpr.class)) {
      boolean narrow =
          Set.of("int", "short", "char", "byte", "float").contains(cast.getTypeAsString());
      MethodCallExpr c = narrow ? pid(file, cast.getExpression()) : null;
      if (c != null) {
        file.report(cast)
            .message(
                "`"
                    + c
                    + "` is a long, cast to `"
                    + cast.getTypeAsString()
                    + "` it may name another process")
            .help("Keep the pid as a `long`.")
            .emit();
      }
    }
  }

  /** The call that gave a value its pid, at once or through a local; or null. */
  private static MethodCallExpr pid(RuleContext file, Expression raw) {
    Expression e = Types.bare(raw);
    Meaning m = e.isNameExpr() ? file.types().meaning(e) : null;
    if (m != null && m.local() instanceof VariableDeclarator v) {
      e = v.getInitializer().map(Types::bare).orElse(e);
    }
    return e instanceof MethodCallExpr c && isPid(file, c) ? c : null;
  }

  /** {@code pid.intValue()}, {@code Integer.parseInt(String.valueOf(pid))}. */
  private static void calls(RuleContext file) {
    for (MethodCallExpr c : file.calls("intValue", "shortValue", "parseInt", "parseShort")) {
      Expression from =
          c.getNameAsString().endsWith("Value")
              ? c.getScope().orElse(null)
              : c.getArguments().size() == 1
                      && c.getArgument(0) instanceof MethodCallExpr text
                      && text.getArguments().size() == 1
                  ? text.getArgument(0)
                  : null;
      if (from instanceof MethodCallExpr boxed
          && boxed.getNameAsString().equals("valueOf")
          && boxed.getArguments().size() == 1) {
        from = boxed.getArgument(0);
      }
      MethodCallExpr pid = from == null ? null : pid(file, from);
      if (pid != null) {
        file.report(c)
            .message("`" + pid + "` is a long, which `" + c.getNameAsString() + "` makes smaller")
            .help("Keep the pid as a `long`.")
            .emit();
      }
    }
  }

  private static boolean isPid(RuleContext file, MethodCallExpr c) {
    return file.types().isCall(c, "java.lang.Process", "pid")
        || file.types().isCall(c, "java.lang.ProcessHandle", "pid");
  }
}
