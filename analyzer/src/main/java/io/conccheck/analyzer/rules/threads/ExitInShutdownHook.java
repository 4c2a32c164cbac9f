package io.conccheck.analyzer.rules.threads;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.Tasks;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.findings.card.Carded;
import java.util.List;

/** A shutdown hook that ends the JVM waits for itself. */
@AutoService({Rule.class, Carded.class})
public final class ExitInShutdownHook implements Rule {

  @Override
  public void check(RuleContext file) {
    Tasks tasks = new Tasks(file.types(), file.nodes());
    for (MethodCallExpr hook : file.callsOn("java.lang.Runtime", "addShutdownHook")) {
      Node body =
          hook.getArguments().isEmpty()
              ? null
              : ShutdownHooks.body(file, tasks, hook.getArgument(0));
      List<Node> reach = body == null ? List.of() : tasks.reach(body);
      for (MethodCallExpr exit : ShutdownHooks.exits(file)) {
        if (Tree.holds(reach, Tree.body(exit))) {
          file.report(exit)
              .message("`exit` in a shutdown hook waits for the shutdown that waits for this hook")
              .help("Return from the hook, or call `Runtime.halt` if it must end at once.")
              .related(hook, "the hook is registered here")
              .emit();
        }
      }
    }
  }
}
