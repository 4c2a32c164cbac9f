package io.conccheck.analyzer.rules.pools;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.TryStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.Pools;
import io.conccheck.analyzer.facts.life.Pools.Pool;
import io.conccheck.analyzer.facts.life.ValueFlow;
import io.conccheck.analyzer.rules.Finally;
import io.conccheck.analyzer.rules.Flow;
import io.conccheck.analyzer.rules.Report;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Symbols;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.List;

/** A pool whose threads nobody can ever end. */
@AutoService({Rule.class, Carded.class})
public final class PoolNotShutDown implements Rule {

  @Override
  public void check(RuleContext file) {
    timers(file);
    kept(file);
    for (Pool pool : Pools.in(file.types(), file.nodes())) {
      ValueFlow flow = ValueFlow.of(pool.made(), file.types(), file.nodes());
      if (!isEnded(flow)
          && flow.escapes().isEmpty()
          && !livesOn(pool, flow)
          && !(pool.factory() != null && !flow.fields().isEmpty() && makesDaemons(file))) {
        report(file, pool, flow);
      } else {
        onlyInTheEnd(file, pool, flow);
      }
    }
  }

  /** Shut down behind calls that may well fail, without a {@code finally}. */
  private static void onlyInTheEnd(RuleContext file, Pool pool, ValueFlow flow) {
    List<MethodCallExpr> ends = flow.calls("shutdown", "shutdownNow", "close");
    Node body = Tree.body(pool.made());
    if (body == null
        || ends.isEmpty()
        || flow.isClosedByTry()
        || !flow.fields().isEmpty()
        || !flow.escapes().isEmpty()
        || ends.stream().anyMatch(e -> Finally.contains(e) || Tree.body(e) != body)) {
      return;
    }
    for (MethodCallExpr c : Tree.within(body, MethodCallExpr.class)) {
      boolean between = Tree.before(pool.made(), c) && Tree.before(c, ends.get(0));
      boolean fails =
          file.types().isCall(c, "java.util.concurrent.Future", "get")
              || file.types().isCall(c, "java.util.concurrent.CompletableFuture", "join");
      if (between && fails && Tree.enclosing(c, TryStmt.class) == null) {
        file.report(pool.made())
            .severity(Severity.NOTE)
            .message(
                "the pool is not shut down when `%s` fails: its threads stay behind".formatted(c))
            .help("Call `shutdown()` in a `finally` block" + close(file) + ".")
            .subject(Subject.creationSite(Symbols.of(pool.made(), file.types())))
            .related(c, "may throw here")
            .emit();
        return;
      }
    }
  }

  /** Pools in a private map, made when first asked for, in a file that shuts nothing down. */
  private static void kept(RuleContext file) {
    boolean ends =
        !file.calls("shutdown", "shutdownNow", "close", "awaitTermination").isEmpty()
            || file.all(MethodReferenceExpr.class).stream()
                .anyMatch(r -> r.getIdentifier().matches("shutdown|shutdownNow|close"));
    for (Pool pool : ends ? List.<Pool>of() : Pools.in(file.types(), file.nodes())) {
      LambdaExpr made = Tree.body(pool.made()) instanceof LambdaExpr l ? l : null;
      boolean whole =
          made != null && made.getExpressionBody().filter(b -> b == pool.made()).isPresent();
      FieldInfo map =
          whole
                  && Tree.parent(made) instanceof MethodCallExpr c
                  && c.getNameAsString().equals("computeIfAbsent")
              ? c.getScope().map(s -> file.types().field(s)).orElse(null)
              : null;
      if (map != null && map.isPrivate() && pool.factory() == null) {
        file.report(pool.made())
            .message(
                "the pools in `%s` are shut down nowhere: their threads keep the JVM from ending"
                    .formatted(map.name()))
            .help("Shut each down when it is removed, and all of them in a `close` method.")
            .subject(Subject.creationSite(Symbols.of(pool.made(), file.types())))
            .emit();
      }
    }
  }

  /** Timers of their own thread that holds the JVM, and whose tasks come again and again. */
  private static void timers(RuleContext file) {
    for (ObjectCreationExpr made : file.all(ObjectCreationExpr.class)) {
      if (!file.types().of(made).isClass("java.util.Timer")
          || made.getArguments().stream().anyMatch(a -> file.types().of(a).isPrimitive())) {
        continue;
      }
      ValueFlow flow = ValueFlow.of(made, file.types(), file.nodes());
      boolean again =
          flow.calls("schedule", "scheduleAtFixedRate").stream()
              .anyMatch(c -> c.getArguments().size() == 3);
      boolean kept = !flow.fields().isEmpty() && flow.uses("schedule");
      if ((again || kept) && !flow.uses("cancel") && flow.escapes().isEmpty()) {
        file.report(made)
            .message("the timer is never cancelled: its thread keeps the JVM from ending")
            .help("Call `cancel()`, or make it a daemon with `new Timer(true)`.")
            .subject(Subject.creationSite(Symbols.of(made, file.types())))
            .emitIf(Flow.nobodyElseReaches(flow, file));
      }
    }
  }

  private static boolean isEnded(ValueFlow flow) {
    return flow.isClosedByTry()
        || flow.uses("shutdown", "shutdownNow", "close", "allowCoreThreadTimeOut");
  }

  private static boolean makesDaemons(RuleContext file) {
    return file.calls("setDaemon", "daemon").stream()
        .anyMatch(c -> c.getArguments().isEmpty() || c.getArgument(0).toString().equals("true"));
  }

  /** One pool for the life of the program, which does not hold the JVM up as far as is known. */
  private static boolean livesOn(Pool pool, ValueFlow flow) {
    boolean global = flow.fields().stream().anyMatch(FieldInfo::isStatic);
    boolean dies = pool.kind().equals("newCachedThreadPool");
    return global && (pool.factory() != null || dies)
        || Flow.endlessLoopFollows(pool.made()) && flow.fields().isEmpty();
  }

  private static void report(RuleContext file, Pool pool, ValueFlow flow) {
    String name = flow.name();
    boolean local = flow.fields().isEmpty();
    boolean holds = pool.factory() == null && !pool.kind().equals("newCachedThreadPool");
    String what = name == null ? "the pool made here" : "pool `" + name + "`";
    String harm =
        local
            ? "is never shut down: each call leaves its threads behind"
            : "is shut down nowhere" + (holds ? ": its threads keep the JVM from ending" : "");
    Report report =
        file.report(pool.made())
            .message(what + " " + harm)
            .help("Call `shutdown()` in a `finally` block" + close(file) + ".")
            .subject(Subject.creationSite(Symbols.of(pool.made(), file.types())));
    if (local && holds && !file.isTest()) {
      report.severity(Severity.ERROR);
    }
    report.emitIf(Flow.nobodyElseReaches(flow, file));
  }

  private static String close(RuleContext file) {
    return file.release() >= 19 ? ", or open the pool in a try-with-resources statement" : "";
  }
}
