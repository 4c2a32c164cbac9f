package io.conccheck.analyzer.rules.pools;

import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.MethodCallExpr;
import io.conccheck.analyzer.facts.life.ValueFlow;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.SameVariable;
import io.conccheck.analyzer.source.Tree;

/** The result of a forked task asked for before its scope was joined: that always fails. */
final class BeforeJoin {

  private static final String SCOPE = "java.util.concurrent.StructuredTaskScope";

  private BeforeJoin() {}

  static void check(RuleContext file) {
    for (MethodCallExpr fork : file.callsOn(SCOPE, "fork")) {
      if (!(Tree.parent(fork) instanceof VariableDeclarator v) || fork.getScope().isEmpty()) {
        continue;
      }
      for (MethodCallExpr get :
          ValueFlow.ofLocal(v, v.getNameAsString(), file.types(), file.nodes()).calls("get")) {
        boolean early =
            Tree.body(get) == Tree.body(fork)
                && Tree.loop(get) == Tree.loop(fork)
                && file.calls("join", "joinUntil").stream()
                    .noneMatch(
                        j ->
                            Tree.before(j, get)
                                && SameVariable.is(
                                    j.getScope().orElse(null),
                                    fork.getScope().get(),
                                    file.types()));
        if (early) {
          file.report(get)
              .message(
                  "`%s` is asked for its result before `%s` is joined, which always fails"
                      .formatted(v.getNameAsString(), fork.getScope().get()))
              .help("Call `join()` of the scope first.")
              .related(fork, "forked here")
              .emit();
        }
      }
    }
  }
}
