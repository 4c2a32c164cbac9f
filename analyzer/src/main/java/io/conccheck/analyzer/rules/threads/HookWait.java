package io.conccheck.analyzer.rules.threads;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.LockKey;
import io.conccheck.analyzer.facts.LockUse;
import io.conccheck.analyzer.facts.life.Tasks;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.ArrayList;
import java.util.List;

/** A shutdown hook that waits for a lock or a thread, and the end of the JVM with it. */
@AutoService({Rule.class, Carded.class})
public final class HookWait implements Rule {

  @Override
  public void check(RuleContext file) {
    Tasks tasks = new Tasks(file.types(), file.nodes());
    for (MethodCallExpr hook : file.callsOn("java.lang.Runtime", "addShutdownHook")) {
      Node body =
          hook.getArguments().isEmpty()
              ? null
              : ShutdownHooks.body(file, tasks, hook.getArgument(0));
      if (body == null) {
        continue;
      }
      List<MethodCallExpr> exits = ShutdownHooks.exits(file);
      for (SynchronizedStmt s : Tree.within(body, SynchronizedStmt.class)) {
        lock(file, s, file.facts().monitorOf(s.getExpression()), exits, hook);
      }
      for (MethodCallExpr c : Tree.within(body, MethodCallExpr.class)) {
        LockUse use = file.facts().lockUse(c);
        if (use != null && use.effect() == LockUse.Effect.ACQUIRE) {
          lock(file, c, use.key(), exits, hook);
        } else if (c.getArguments().isEmpty()
            && file.types().isCall(c, "java.lang.Thread", "join")) {
          join(file, c, exits, tasks, hook);
        }
      }
    }
  }

  private static void lock(
      RuleContext file, Node at, LockKey lock, List<MethodCallExpr> exits, MethodCallExpr hook) {
    if (lock.path().isUnknown() || lock.path().isFresh()) {
      return;
    }
    MethodCallExpr exit = null;
    for (MethodCallExpr e : exits) {
      boolean held = file.facts().heldAt(e).stream().anyMatch(k -> k.sameLock(lock));
      exit = held ? e : exit;
    }
    if (exit != null) {
      file.report(at)
          .severity(Severity.ERROR)
          .message(
              "the hook asks for `"
                  + lock.path()
                  + "`, which a thread holds for ever that calls `exit` with it: the JVM never ends")
          .help("Do without the lock, or ask for it with a time limit.")
          .subject(Subject.locks(List.of(lock.symbol())))
          .related(exit, "exit is called here with the lock held")
          .emit();
    } else if (isSharedField(lock)) {
      file.report(at)
          .message(
              "the hook waits for `"
                  + lock.path()
                  + "`: a thread that never lets go of it keeps the JVM from ending")
          .help("Do without the lock, or ask for it with a time limit.")
          .subject(Subject.locks(List.of(lock.symbol())))
          .related(hook, "the hook is registered here")
          .emit();
    }
  }

  private static boolean isSharedField(LockKey lock) {
    return lock.path().last() != null;
  }

  private static void join(
      RuleContext file,
      MethodCallExpr join,
      List<MethodCallExpr> exits,
      Tasks tasks,
      MethodCallExpr hook) {
    List<Expression> values = join.getScope().map(file.facts()::valuesOf).orElseGet(ArrayList::new);
    for (Expression value : values) {
      Node body =
          value instanceof ObjectCreationExpr ? ShutdownHooks.body(file, tasks, value) : null;
      List<Node> reach = body == null ? List.of() : tasks.reach(body);
      for (MethodCallExpr e : exits) {
        if (Tree.holds(reach, Tree.body(e))) {
          file.report(join)
              .severity(Severity.ERROR)
              .message(
                  "the hook waits for a thread that calls `exit`, which waits for the hook: the JVM never ends")
              .help("Join with a time limit, or do not wait for that thread.")
              .related(e, "exit is called here")
              .related(hook, "the hook is registered here")
              .emit();
        }
      }
    }
  }
}
