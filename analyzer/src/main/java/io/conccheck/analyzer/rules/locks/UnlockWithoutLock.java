package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.TryStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.LockKey;
import io.conccheck.analyzer.facts.LockUse;
import io.conccheck.analyzer.rules.FieldUse;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.findings.card.Carded;
import java.util.List;

/** A lock given back that this code never took. */
@AutoService({Rule.class, Carded.class})
public final class UnlockWithoutLock implements Rule {

  @Override
  public void check(RuleContext file) {
    PermitsGivenBack.check(file);
    for (MethodCallExpr call : file.callsOn("java.util.concurrent.locks.Lock", "unlock")) {
      Expression scope = call.getScope().orElse(null);
      Node body = scope == null ? null : Tree.body(call);
      LockKey given = scope == null ? null : file.facts().lockOf(scope);
      if (body instanceof MethodDeclaration && given != null && isNeverTaken(file, call, given)) {
        file.report(call)
            .message("`" + given.path() + "` is given back here, but nothing ever takes it")
            .help("Call `lock()` before the `try`.")
            .emit();
      } else if (body instanceof MethodDeclaration m
          && !m.getNameAsString()
              .toLowerCase(java.util.Locale.ROOT)
              .matches(
                  ".*(lock|release|close|end|exit|leave|finish|after|commit|rollback|done|stop).*")) {
        LockKey other = given == null ? null : otherMode(file, call, given);
        if (other != null && !takes(file, body, given)) {
          report(file, call, given, other);
        }
      }
      if (body != null) {
        twice(file, call);
        untaken(file, call);
        afterBranch(file, call);
      }
    }
  }

  /** A private lock of this file of which nothing but {@code unlock} is ever asked. */
  private static boolean isNeverTaken(RuleContext file, MethodCallExpr call, LockKey own) {
    FieldInfo field = file.types().field(call.getScope().orElseThrow());
    if (field == null || !field.isPrivate() || !own.symbol().equals(field.symbol())) {
      return false;
    }
    List<FieldUse> uses = FieldUse.of(file, f -> f.symbol().equals(field.symbol()));
    return !uses.isEmpty() // those of a record's component are not found
        && uses.stream()
            .allMatch(
                u ->
                    Tree.parent(u.node()) instanceof MethodCallExpr c
                        && c.getNameAsString().equals("unlock")
                        && c.getScope().orElse(null) == u.node());
  }

  /** Given back in the block of a try, and once more by its finally. */
  private static void twice(RuleContext file, MethodCallExpr call) {
    TryStmt t = Tree.enclosing(call, TryStmt.class);
    boolean inside =
        t != null
            && t.getFinallyBlock().isPresent()
            && !t.getFinallyBlock().get().isAncestorOf(call);
    LockKey own = inside ? file.facts().lockOf(call.getScope().orElseThrow()) : null;
    if (own == null
        || own.path().isUnknown()
        || own.path().isVariable()
        || Tree.body(t) != Tree.body(call)) {
      return;
    }
    MethodCallExpr again = plainUnlock(file, t.getFinallyBlock().get(), own);
    boolean retaken =
        Tree.any(
            t,
            MethodCallExpr.class,
            c ->
                Tree.before(call, c)
                    && c.getNameAsString().toLowerCase(java.util.Locale.ROOT).contains("lock")
                    && !c.getNameAsString().startsWith("unlock")
                    && !c.getNameAsString().endsWith("Lock"));
    boolean held = file.facts().heldAt(call).stream().filter(k -> k.sameLock(own)).count() == 1;
    if (again != null && held && !retaken) {
      file.report(call)
          .message("`" + own.path() + "` is given back here and once more in the `finally` block")
          .help("Leave it to the `finally` block.")
          .related(again, "given back again here")
          .emit();
    }
  }

  /** An unlock of that lock that runs whatever happened, or null. */
  private static MethodCallExpr plainUnlock(RuleContext file, BlockStmt block, LockKey own) {
    for (Statement s : block.getStatements()) {
      if (s instanceof ExpressionStmt e
          && e.getExpression() instanceof MethodCallExpr c
          && c.getNameAsString().equals("unlock")
          && isOf(file, c, own)) {
        return c;
      }
    }
    return null;
  }

  /** Given back in any case, though all that the body did before was to try to take it. */
  private static void untaken(RuleContext file, MethodCallExpr call) {
    LockKey own = call.getScope().map(s -> file.facts().lockOf(s)).orElse(null);
    TryStmt t = Tree.enclosing(call, TryStmt.class);
    boolean always =
        own != null
            && t != null
            && t.getFinallyBlock().isPresent()
            && Tree.parent(Tree.statement(call)) == t.getFinallyBlock().get();
    if (!always || file.facts().heldAt(call).stream().anyMatch(k -> k.sameLock(own))) {
      return;
    }
    MethodCallExpr tried = null;
    for (MethodCallExpr c : Tree.within(Tree.body(call), MethodCallExpr.class)) {
      LockUse use = file.facts().lockUse(c);
      if (use != null && use.key().sameLock(own) && use.effect() != LockUse.Effect.RELEASE) {
        if (t.isAncestorOf(c)) {
          return; // inside of the try it is told by the rule for that
        }
        if (use.effect() == LockUse.Effect.ACQUIRE) {
          byChance(file, call, c);
          return;
        }
        boolean kept =
            Tree.parent(c) instanceof VariableDeclarator || Tree.parent(c) instanceof AssignExpr;
        tried = kept ? c : null;
      }
    }
    if (tried != null) {
      file.report(call)
          .message(
              "`"
                  + own.path()
                  + "` is given back also when `"
                  + tried.getNameAsString()
                  + "` failed")
          .help("Unlock only if `" + tried.getNameAsString() + "` returned true.")
          .related(tried, "tried here")
          .emit();
    }
  }

  /** {@code if (x) lock.lock();}, the only place that takes it: given back on either way. */
  private static void byChance(RuleContext file, MethodCallExpr call, MethodCallExpr taken) {
    LockKey key = file.facts().lockUse(taken).key();
    IfStmt i = Tree.enclosing(taken, IfStmt.class);
    boolean only =
        i != null
            && i.getElseStmt().isEmpty()
            && Tree.body(i) == Tree.body(call)
            && Tree.parent(i) == Tree.parent(Tree.enclosing(call, TryStmt.class))
            && Tree.contains(i.getThenStmt(), taken)
            && !Tree.any(i.getThenStmt(), Statement.class, UnlockWithoutLock::leaves)
            && !Tree.any(i.getCondition(), MethodCallExpr.class, c -> true)
            && takesOnce(file, call, key);
    if (only) {
      file.report(call)
          .message("`" + key.path() + "` is given back also when it was not taken")
          .help("Take the lock on every way to the `try`, or unlock under the same condition.")
          .related(taken, "taken only if `" + i.getCondition() + "`")
          .emit();
    }
  }

  private static boolean leaves(Statement s) {
    return s.isReturnStmt() || s.isThrowStmt() || s.isBreakStmt() || s.isContinueStmt();
  }

  /** {@code if (lock.tryLock()) {...} lock.unlock();}: given back on either way. */
  private static void afterBranch(RuleContext file, MethodCallExpr call) {
    Statement own = Tree.statement(call);
    LockKey key = call.getScope().map(s -> file.facts().lockOf(s)).orElse(null);
    if (key == null || !(Tree.parent(own) instanceof BlockStmt block)) {
      return;
    }
    IfStmt before = null;
    for (Statement s : block.getStatements()) {
      if (s == own) {
        break;
      }
      before =
          s instanceof IfStmt i
              ? i
              : Tree.any(s, MethodCallExpr.class, c -> isOf(file, c, key)) ? null : before;
    }
    MethodCallExpr tried =
        before != null && !(before.getElseStmt().orElse(null) instanceof IfStmt)
            ? Tree.within(before, MethodCallExpr.class).stream()
                .filter(c -> c.getNameAsString().equals("tryLock") && isOf(file, c, key))
                .findFirst()
                .orElse(null)
            : null;
    boolean falls =
        tried != null
            && PermitsGivenBack.isAsked(before.getCondition(), tried)
            && !Tree.any(before, Statement.class, UnlockWithoutLock::leaves);
    if (falls && takesOnce(file, call, key)) {
      file.report(call)
          .message("`" + key.path() + "` is given back also when `tryLock` failed")
          .help("Unlock only if `tryLock` returned true.")
          .related(tried, "tried here")
          .emit();
    }
  }

  /** True if that body asks for the lock at one place only. */
  private static boolean takesOnce(RuleContext file, MethodCallExpr call, LockKey key) {
    return Tree.within(Tree.body(call), MethodCallExpr.class).stream()
            .filter(c -> isOf(file, c, key) && !c.getNameAsString().equals("unlock"))
            .count()
        == 1;
  }

  /**
   * Another lock or another side of the same one that is held there instead: the proof that the
   * wrong one is given back. Without it a caller may have taken the lock.
   */
  private static LockKey otherMode(RuleContext file, MethodCallExpr call, LockKey own) {
    for (LockKey held : file.facts().heldAt(call)) {
      boolean locks = held.kind() != LockKey.Kind.MONITOR && held.kind().isLock();
      boolean same = held.kind() == own.kind() && held.sameLock(own);
      if (same || mayBeOne(held, own)) {
        return null;
      }
      if (locks && !isReleased(file, call, held)) {
        return held;
      }
    }
    return null;
  }

  /** A local may be another name of what a field or another local holds. */
  private static boolean mayBeOne(LockKey a, LockKey b) {
    boolean variable = a.path().isVariable() || b.path().isVariable();
    return a.path().isUnknown()
        || b.path().isUnknown()
        || variable && !a.path().root().equals(b.path().root());
  }

  /** True if the same body gives the held one back somewhere. */
  private static boolean isReleased(RuleContext file, MethodCallExpr call, LockKey held) {
    return Tree.any(
        Tree.body(call),
        MethodCallExpr.class,
        c -> c != call && c.getNameAsString().equals("unlock") && isOf(file, c, held));
  }

  private static boolean takes(RuleContext file, Node body, LockKey own) {
    return Tree.any(
        body,
        MethodCallExpr.class,
        c ->
            !c.getNameAsString().equals("unlock")
                && c.getNameAsString().toLowerCase(java.util.Locale.ROOT).contains("lock")
                && !c.getNameAsString().equals("readLock")
                && !c.getNameAsString().equals("writeLock")
                && (isOf(file, c, own) || c.getScope().isEmpty()));
  }

  private static boolean isOf(RuleContext file, MethodCallExpr c, LockKey key) {
    LockKey k = c.getScope().map(s -> file.facts().lockOf(s)).orElse(null);
    return k != null && k.kind() == key.kind() && k.sameLock(key);
  }

  private static void report(RuleContext file, MethodCallExpr call, LockKey own, LockKey held) {
    String wrong = own.word().replace('-', ' ') + " of `" + own.path() + "`";
    file.report(call)
        .message(
            "the "
                + wrong
                + " is given back but was not taken here: held is the "
                + held.word().replace('-', ' ')
                + " of `"
                + held.path()
                + "`, which stays locked")
        .help("Unlock the lock that was locked.")
        .emit();
  }
}
