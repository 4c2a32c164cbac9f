package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.LockKey;
import io.conccheck.analyzer.facts.LockUse;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.findings.card.Carded;
import java.util.List;

/** {@code await} and {@code signal} throw unless the caller holds the condition's own lock. */
@AutoService({Rule.class, Carded.class})
public final class SignalWithoutLock implements Rule {

  @Override
  public void check(RuleContext file) {
    List<MethodCallExpr> calls =
        file.callsOn(
            "java.util.concurrent.locks.Condition",
            "signal",
            "signalAll",
            "await",
            "awaitNanos",
            "awaitUntil",
            "awaitUninterruptibly");
    Surroundings around = new Surroundings(file);
    for (MethodCallExpr call : calls) {
      // Of a condition that came as a parameter, or that is wrapped, the callers hold the lock.
      FieldInfo field = call.getScope().map(s -> file.types().field(s)).orElse(null);
      LockKey own = field == null ? null : file.facts().conditionLock(call.getScope().get());
      if (field == null || own == null && !isMadeHere(file, field)) {
        continue;
      }
      if (own != null && isLeftHeld(file, own)) {
        continue;
      }
      if (!around.mayHoldLockObject(call) || own != null && isGivenBack(file, call, own)) {
        report(file, call, own == null ? "its lock" : "`" + word(own) + "`", null);
      } else if (own != null && holdsOther(file, call, own)) {
        LockKey held = file.facts().heldAt(call).get(0);
        report(file, call, "`" + word(own) + "`", word(held));
      }
    }
  }

  /** False for a condition that somebody else has made, who alone knows its lock. */
  private static boolean isMadeHere(RuleContext file, FieldInfo field) {
    return file.facts().valuesOf(field).stream()
        .anyMatch(v -> v instanceof MethodCallExpr c && c.getNameAsString().equals("newCondition"));
  }

  /** The body itself took the lock and gave it back before, and holds nothing now. */
  private static boolean isGivenBack(RuleContext file, MethodCallExpr call, LockKey own) {
    LockUse last = null;
    for (MethodCallExpr c : Tree.within(Tree.body(call), MethodCallExpr.class)) {
      LockUse use = Tree.before(c, call) ? file.facts().lockUse(c) : null;
      last = use != null && use.key().sameLock(own) ? use : last;
    }
    return last != null
        && last.effect() == LockUse.Effect.RELEASE
        && file.facts().heldAt(call).isEmpty()
        && Tree.parent(Tree.parent(Tree.statement(call))) == Tree.body(call);
  }

  /** Some method takes the lock and returns with it: its callers hold it as they please. */
  private static boolean isLeftHeld(RuleContext file, LockKey own) {
    return file.all(MethodCallExpr.class).stream()
        .anyMatch(c -> has(file, c, own, LockUse.Effect.ACQUIRE) && !isReleasedIn(file, c, own));
  }

  private static boolean isReleasedIn(RuleContext file, MethodCallExpr taking, LockKey own) {
    Node body = Tree.body(taking);
    return body == null
        || Tree.any(body, MethodCallExpr.class, c -> has(file, c, own, LockUse.Effect.RELEASE));
  }

  private static boolean has(
      RuleContext file, MethodCallExpr call, LockKey own, LockUse.Effect effect) {
    LockUse use = file.facts().lockUse(call);
    return use != null && use.effect() == effect && use.key().sameLock(own);
  }

  private static String word(LockKey key) {
    return key.symbol().substring(key.symbol().lastIndexOf('.') + 1);
  }

  private static void report(RuleContext file, MethodCallExpr call, String own, String held) {
    file.report(call)
        .message(
            "`"
                + call
                + "` without "
                + own
                + (held == null ? "" : ", with `" + held + "` instead")
                + ": it throws `IllegalMonitorStateException`")
        .help("Hold the lock that made the condition.")
        .emit();
  }

  /** True if locks are held there, all of them fields other than the condition's lock. */
  private static boolean holdsOther(RuleContext file, Node call, LockKey own) {
    List<LockKey> held = file.facts().heldAt(call);
    return !held.isEmpty()
        && !own.path().isUnknown()
        && own.path().last() != null
        && held.stream()
            .allMatch(
                k ->
                    k.kind() == LockKey.Kind.LOCK
                        && k.path().last() != null
                        && !k.symbol().equals(own.symbol()));
  }
}
