package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.stmt.SynchronizedStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.findings.card.Carded;

/** A synchronized block around nothing protects nothing. */
@AutoService({Rule.class, Carded.class})
public final class EmptySynchronized implements Rule {

  @Override
  public void check(RuleContext file) {
    for (SynchronizedStmt s : file.all(SynchronizedStmt.class)) {
      if (s.getBody().getStatements().stream().allMatch(x -> x.isEmptyStmt())) {
        file.report(s)
            .message(
                "`synchronized (" + s.getExpression() + ")` is around nothing: it protects nothing")
            .help("Put what the lock is to protect into the block, or remove it.")
            .emit();
      }
    }
  }
}
