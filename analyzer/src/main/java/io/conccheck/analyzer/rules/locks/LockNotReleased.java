package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.LockKey;
import io.conccheck.analyzer.facts.LockUse;
import io.conccheck.analyzer.rules.Report;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.Target;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.ArrayList;
import java.util.List;

/** A lock that some way out of the method does not give back. */
@AutoService({Rule.class, Carded.class})
public final class LockNotReleased implements Rule {

  private static final String[] ACQUIRES = {"lock", "lockInterruptibly", "readLock", "writeLock"};
  private static final String[] RELEASES = {"unlock", "unlockRead", "unlockWrite"};

  @Override
  public void check(RuleContext file) {
    for (MethodCallExpr call : file.calls(ACQUIRES)) {
      LockUse use = file.facts().lockUse(call);
      boolean plain = Tree.parent(call) instanceof ExpressionStmt;
      if (use != null && plain && use.effect() == LockUse.Effect.ACQUIRE && isOne(use.key())) {
        judge(file, call, use.key());
      }
    }
  }

  /** A lock with a name; one that a caller or a loop hands in may be given back elsewhere. */
  private static boolean isOne(LockKey key) {
    return !key.path().isUnknown() && !key.path().fields().isEmpty();
  }

  private static void judge(RuleContext file, MethodCallExpr acquire, LockKey key) {
    Node body = Tree.body(acquire);
    List<MethodCallExpr> releases = releases(file, body, key);
    if (releases.isEmpty()) {
      never(file, acquire, key, body);
      return;
    }
    if (releases.stream().anyMatch(r -> Tree.enclosing(r, CatchClause.class) != null)) {
      return; // given back by hand on the failing way
    }
    for (Statement exit : exits(body)) {
      if (Tree.before(acquire, exit) && heldAt(file, exit, key) && !isProtected(file, exit, key)) {
        report(file, acquire, key, exit, Severity.ERROR);
        return;
      }
    }
    for (MethodCallExpr risky : Tree.within(body, MethodCallExpr.class)) {
      boolean between = Tree.before(acquire, risky) && !releases.contains(risky);
      if (between
          && heldAt(file, risky, key)
          && !isProtected(file, risky, key)
          && mayThrow(file, risky)
          && !nextIsTry(acquire)) {
        report(file, acquire, key, risky, Severity.WARNING);
        return;
      }
    }
  }

  private static void never(RuleContext file, MethodCallExpr acquire, LockKey key, Node body) {
    boolean elsewhere =
        file.calls(RELEASES).stream()
            .map(file.facts()::lockUse)
            .anyMatch(u -> u != null && u.key().symbol().equals(key.symbol()));
    boolean wraps =
        body instanceof MethodDeclaration m
            && m.getNameAsString()
                .toLowerCase(java.util.Locale.ROOT)
                .matches(".*(lock|acquire|enter|begin).*");
    // A finally block that gives back another lock is a wrong unlock, which is told there.
    if (!elsewhere && !wraps && key.path().isThis() && !nextIsTry(acquire)) {
      Report report =
          file.report(acquire)
              .message("`" + key.symbol() + "` is locked here and unlocked nowhere")
              .help("Unlock it in a `finally` block right after this line.")
              .subject(Subject.locks(List.of(key.symbol())));
      report.emit();
    }
  }

  private static void report(
      RuleContext file, MethodCallExpr acquire, LockKey key, Node exit, Severity severity) {
    String how =
        exit instanceof ReturnStmt
            ? "the return"
            : exit instanceof ThrowStmt ? "the throw" : "an exception of `" + name(exit) + "`";
    int line = exit.getBegin().map(p -> p.line).orElse(0);
    file.report(acquire)
        .message("`%s` stays locked after %s at line %d".formatted(key.symbol(), how, line))
        .help("Unlock it in a `finally` block right after this line.")
        .subject(Subject.locks(List.of(key.symbol())))
        .related(exit, "this way out leaves it locked")
        .severity(severity)
        .emit();
  }

  private static String name(Node exit) {
    return exit instanceof MethodCallExpr c ? c.getNameAsString() : exit.toString();
  }

  private static List<MethodCallExpr> releases(RuleContext file, Node body, LockKey key) {
    List<MethodCallExpr> found = new ArrayList<>();
    for (MethodCallExpr c : Tree.within(body, MethodCallExpr.class)) {
      LockUse use = file.facts().lockUse(c);
      if (use != null && use.effect() == LockUse.Effect.RELEASE && use.key().sameLock(key)) {
        found.add(c);
      }
    }
    return found;
  }

  private static List<Statement> exits(Node body) {
    List<Statement> all = new ArrayList<>(Tree.within(body, ReturnStmt.class));
    all.addAll(Tree.within(body, ThrowStmt.class));
    return all;
  }

  private static boolean heldAt(RuleContext file, Node node, LockKey key) {
    return file.facts().heldAt(node).stream().anyMatch(k -> k.equals(key));
  }

  /** Inside a try whose finally gives the lock back. */
  private static boolean isProtected(RuleContext file, Node node, LockKey key) {
    for (TryStmt t = Tree.enclosing(node, TryStmt.class);
        t != null;
        t = Tree.enclosing(t, TryStmt.class)) {
      if (t.getFinallyBlock().isPresent()
          && !t.getFinallyBlock().get().isAncestorOf(node)
          && releasesIn(file, t.getFinallyBlock().get(), key)) {
        return true;
      }
    }
    return false;
  }

  private static boolean releasesIn(RuleContext file, Node block, LockKey key) {
    for (MethodCallExpr c : Tree.within(block, MethodCallExpr.class)) {
      LockUse use = file.facts().lockUse(c);
      Target target = use == null ? file.types().target(c) : null;
      boolean helper =
          target != null && target.name().toLowerCase(java.util.Locale.ROOT).contains("unlock");
      if (use != null && use.key().sameLock(key) || helper) {
        return true;
      }
    }
    return false;
  }

  private static boolean nextIsTry(MethodCallExpr acquire) {
    Node statement = Tree.statement(acquire);
    Node parent = Tree.parent(statement);
    List<Node> siblings = parent.getChildNodes();
    int next = siblings.indexOf(statement) + 1;
    return next < siblings.size()
        && siblings.get(next) instanceof TryStmt t
        && t.getFinallyBlock().isPresent();
  }

  /** Code of others, or of this program, may throw; the JDK's collections seldom do. */
  private static boolean mayThrow(RuleContext file, MethodCallExpr call) {
    Target target = file.types().target(call);
    if (file.facts().lockUse(call) != null || target == null) {
      return false;
    }
    String owner = target.owner();
    return !owner.startsWith("java.util.") && !owner.startsWith("java.lang.");
  }
}
