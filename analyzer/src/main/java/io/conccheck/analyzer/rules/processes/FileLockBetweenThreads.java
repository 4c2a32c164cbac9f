package io.conccheck.analyzer.rules.processes;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.Condition;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.SameVariable;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.findings.card.Carded;

/** Something made for processes stands where threads need a lock. */
@AutoService({Rule.class, Carded.class})
public final class FileLockBetweenThreads implements Rule {

  private static final String CHANNEL = "java.nio.channels.FileChannel";
  private static final String MAPPED = "java.nio.MappedByteBuffer";

  @Override
  public void check(RuleContext file) {
    Surroundings around = new Surroundings(file);
    for (MethodCallExpr lock : file.callsOn(CHANNEL, "lock", "tryLock")) {
      if (!isGuarded(lock, file, around)) {
        report(
            file,
            lock,
            "the file lock of `%s` keeps other processes out, not the other threads of this JVM",
            "Take a lock of this JVM first, then the file lock.");
      }
    }
    for (MethodCallExpr put : file.callsOn("java.nio.ByteBuffer", "put", "putInt", "putLong")) {
      Expression buffer = put.getScope().orElse(null);
      boolean mapped = buffer != null && file.types().isA(buffer, MAPPED);
      if (mapped && isRead(put, buffer, file) && !isGuarded(put, file, around)) {
        report(
            file,
            put,
            "reading and writing the mapped file `%s` is two steps, other threads come in between",
            "Guard both steps by a lock.");
      }
    }
  }

  private static boolean isGuarded(MethodCallExpr call, RuleContext file, Surroundings around) {
    return Tree.body(call) == null
        || file.facts().heldAt(call).stream().anyMatch(k -> true)
        || around.mayOwnMonitor(call);
  }

  /** The same body reads from the buffer before, in a test or an expression. */
  private static boolean isRead(MethodCallExpr put, Expression buffer, RuleContext file) {
    return Tree.any(
        Tree.body(put),
        MethodCallExpr.class,
        g ->
            g.getNameAsString().matches("get(Int|Long)?")
                && (Tree.before(g, put) || put.isAncestorOf(g))
                && SameVariable.is(g.getScope().orElse(null), buffer, file.types()));
  }

  private static void report(RuleContext file, MethodCallExpr call, String message, String help) {
    String key = file.facts().keyOf(Tree.body(call));
    file.report(call)
        .message(message.formatted(call.getScope().map(Object::toString).orElse("this")))
        .help(help)
        .emitIf(Condition.runsInTask(key));
  }
}
