package io.conccheck.analyzer.rules.processes;

import com.github.javaparser.ast.expr.CastExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.types.Types;
import io.conccheck.findings.card.Carded;
import java.util.Set;

/** A process id squeezed into fewer bits. */
@AutoService({Rule.class, Carded.class})
public final class PidNarrowed implements Rule {

  @Override
  public void check(RuleContext file) {
    for (CastExpr cast : file.all(CastExpr.class)) {
      boolean narrow =
          Set.of("int", "short", "char", "byte", "float").contains(cast.getTypeAsString());
      if (narrow
          && Types.bare(cast.getExpression()) instanceof MethodCallExpr c
          && isPid(file, c)) {
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

  private static boolean isPid(RuleContext file, MethodCallExpr c) {
    return file.types().isCall(c, "java.lang.Process", "pid")
        || file.types().isCall(c, "java.lang.ProcessHandle", "pid");
  }
}
