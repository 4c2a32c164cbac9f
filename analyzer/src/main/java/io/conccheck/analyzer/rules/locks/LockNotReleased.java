package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.BreakStmt;
import com.github.javaparser.ast.stmt.ContinueStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.LockKey;
import io.conccheck.analyzer.facts.LockUse;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.List;
import java.util.Locale;

/** A lock that some way out of the method does not give back. */
@AutoService({Rule.class, Carded.class})
public final class LockNotReleased implements Rule {

  private static final String[] ACQUIRES = {
    "lock", "lockInterruptibly", "readLock", "writeLock", "tryLock"
  };
  private static final String[] RELEASES = {"unlock", "unlockRead", "unlockWrite"};

  @Override
  public void check(RuleContext file) {
    for (MethodCallExpr call : file.calls(ACQUIRES)) {
      LockUse use = file.facts().lockUse(call);
      if (use == null || Tree.body(call) == null) {
        continue;
      }
      boolean takes = use.effect() == LockUse.Effect.ACQUIRE ? isPlain(call) : isCondition(call);
      if (takes && isOne(file, use.key())) {
        judge(file, call, use.key());
      }
    }
  }

  /** A statement of its own, or one that keeps the stamp. */
  private static boolean isPlain(MethodCallExpr call) {
    Node up = Tree.parent(call);
    return up instanceof ExpressionStmt
        || up instanceof VariableDeclarator
        || up instanceof AssignExpr;
  }

  private static boolean isCondition(MethodCallExpr call) {
    Node up = Tree.parent(call);
    return up instanceof IfStmt || up instanceof UnaryExpr && Tree.parent(up) instanceof IfStmt;
  }

  /** A lock with a name; one that a caller or a loop hands in may be given back elsewhere. */
  private static boolean isOne(RuleContext file, LockKey key) {
    return !key.path().isUnknown() && (!key.path().fields().isEmpty() || isLooked(key));
  }

  /** A local that a call gave. */
  private static boolean isLooked(LockKey key) {
    return key.path().isVariable() && key.symbol().startsWith("local ");
  }

  private static void judge(RuleContext file, MethodCallExpr acquire, LockKey key) {
    Node body = Tree.body(acquire);
    if (!isReleased(file, body, key)) {
      never(file, acquire, key, body);
      return;
    }
    WaysOut ways = new WaysOut(file, acquire, key);
    Node exit = ways.exit();
    if (exit != null) {
      report(file, acquire, key, exit, isLooked(key) ? Severity.WARNING : Severity.ERROR);
      return;
    }
    if (body instanceof MethodDeclaration m
        && key.kind() == LockKey.Kind.LOCK
        && file.facts().isKept(m, key)
        && !isGivenBackElsewhere(file, body, key)) {
      atEnd(file, acquire, key);
      return;
    }
    MethodCallExpr failure = ways.isProtected(firstInside(nextOf(acquire))) ? null : ways.failure();
    if (failure != null) {
      report(
          file, acquire, key, failure, ways.mayThrow(failure) ? Severity.WARNING : Severity.NOTE);
    }
  }

  private static void atEnd(RuleContext file, MethodCallExpr acquire, LockKey key) {
    file.report(acquire)
        .message("`%s` is still locked when the method ends".formatted(key.symbol()))
        .help("Unlock it in a `finally` block right after this line.")
        .subject(Subject.locks(List.of(key.symbol())))
        .emit();
  }

  /** Another body unlocks it: the two belong together. */
  private static boolean isGivenBackElsewhere(RuleContext file, Node body, LockKey key) {
    return file.calls(RELEASES).stream()
            .filter(c -> Tree.body(c) != body)
            .map(file.facts()::lockUse)
            .anyMatch(u -> u != null && u.key().symbol().equals(key.symbol()))
        || file.all(MethodReferenceExpr.class).stream()
            .anyMatch(r -> r.getIdentifier().startsWith("unlock"));
  }

  private static void never(RuleContext file, MethodCallExpr acquire, LockKey key, Node body) {
    boolean elsewhere =
        file.calls(RELEASES).stream()
                .map(file.facts()::lockUse)
                .anyMatch(u -> u != null && u.key().symbol().equals(key.symbol()))
            || file.all(MethodReferenceExpr.class).stream()
                .anyMatch(r -> r.getIdentifier().startsWith("unlock"));
    boolean wraps =
        body instanceof MethodDeclaration m
            && m.getNameAsString()
                .toLowerCase(Locale.ROOT)
                .matches(".*(lock|acquire|enter|begin).*");
    // A finally block that gives back another lock is a wrong unlock, which is told there.
    boolean own = key.path().isThis() || key.path().isStatic();
    if (!elsewhere && !wraps && own && !givesBackAnother(file, acquire)) {
      file.report(acquire)
          .message("`" + key.symbol() + "` is locked here and unlocked nowhere")
          .help("Unlock it in a `finally` block right after this line.")
          .subject(Subject.locks(List.of(key.symbol())))
          .emit();
    }
  }

  private static void report(
      RuleContext file, MethodCallExpr acquire, LockKey key, Node exit, Severity severity) {
    String how =
        exit instanceof ReturnStmt
            ? "the return"
            : exit instanceof ThrowStmt
                ? "the throw"
                : exit instanceof ContinueStmt || exit instanceof BreakStmt
                    ? "the `" + (exit instanceof BreakStmt ? "break" : "continue") + "`"
                    : "an exception of `" + ((MethodCallExpr) exit).getNameAsString() + "`";
    int line = exit.getBegin().map(p -> p.line).orElse(0);
    String lock = isLooked(key) ? key.path().toString() : key.symbol();
    file.report(acquire)
        .message("`%s` stays locked after %s at line %d".formatted(lock, how, line))
        .help("Unlock it in a `finally` block right after this line.")
        .subject(Subject.locks(List.of(key.symbol())))
        .related(exit, "this way out leaves it locked")
        .severity(severity)
        .emit();
  }

  private static boolean isReleased(RuleContext file, Node body, LockKey key) {
    for (MethodCallExpr c : Tree.within(body, MethodCallExpr.class)) {
      LockUse use = file.facts().lockUse(c);
      if (use != null && use.effect() == LockUse.Effect.RELEASE && use.key().sameLock(key)) {
        return true;
      }
    }
    return false;
  }

  private static Node nextOf(MethodCallExpr acquire) {
    Node statement = Tree.statement(acquire);
    List<Node> siblings = Tree.parent(statement).getChildNodes();
    int next = siblings.indexOf(statement) + 1;
    return next < siblings.size() ? siblings.get(next) : statement;
  }

  private static Node firstInside(Node next) {
    return next instanceof TryStmt t ? t.getTryBlock() : next;
  }

  /** The next statement is a try whose finally gives back a lock that this body never took. */
  private static boolean givesBackAnother(RuleContext file, MethodCallExpr acquire) {
    BlockStmt end = nextOf(acquire) instanceof TryStmt t ? t.getFinallyBlock().orElse(null) : null;
    for (MethodCallExpr c : end == null ? List.<MethodCallExpr>of() : calls(end)) {
      LockUse use = file.facts().lockUse(c);
      if (use == null
          ? c.getNameAsString().toLowerCase(Locale.ROOT).contains("lock")
          : calls(Tree.body(acquire)).stream()
              .filter(x -> Tree.before(x, end))
              .map(file.facts()::lockUse)
              .noneMatch(u -> u != null && u.key().sameLock(use.key()))) {
        return true;
      }
    }
    return false;
  }

  private static List<MethodCallExpr> calls(Node within) {
    return Tree.within(within, MethodCallExpr.class);
  }
}
