package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.BreakStmt;
import com.github.javaparser.ast.stmt.ContinueStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SwitchStmt;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import io.conccheck.analyzer.facts.LockKey;
import io.conccheck.analyzer.facts.LockUse;
import io.conccheck.analyzer.facts.life.Failures;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.Target;
import io.conccheck.analyzer.types.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The ways out of the code between taking a lock and giving it back. For one lock in one body. */
final class WaysOut {

  private static final Set<String> QUIET =
      Set.of(
          "signal",
          "signalAll",
          "notify",
          "notifyAll",
          "currentThread",
          "isEmpty",
          "size",
          "readLock",
          "writeLock");

  private final RuleContext file;
  private final LockKey key;
  private final MethodCallExpr acquire;
  private final Node body;

  WaysOut(RuleContext file, MethodCallExpr acquire, LockKey key) {
    this.file = file;
    this.key = key;
    this.acquire = acquire;
    this.body = Tree.body(acquire);
  }

  /** A return, throw or next round of a loop at which the lock is surely held still, or null. */
  Statement exit() {
    List<Statement> all = new ArrayList<>(Tree.within(body, ReturnStmt.class));
    all.addAll(Tree.within(body, ThrowStmt.class));
    for (ContinueStmt c : Tree.within(body, ContinueStmt.class)) {
      Statement loop = Tree.loop(c);
      if (c.getLabel().isEmpty() && loop != null && loop.isAncestorOf(acquire)) {
        all.add(c);
      }
    }
    for (BreakStmt b : Tree.within(body, BreakStmt.class)) {
      Statement loop = Tree.loop(b);
      SwitchStmt around = Tree.enclosing(b, SwitchStmt.class);
      boolean leaves = around == null || loop != null && !Tree.contains(loop, around);
      if (b.getLabel().isEmpty() && leaves && loop != null && loop.isAncestorOf(acquire)) {
        if (!isReleasedBehind(loop)) {
          all.add(b);
        }
      }
    }
    for (Statement s : all) {
      boolean caught =
          s instanceof ThrowStmt t && Failures.isCaught(t, body, "") && releasedInCatch(t);
      if (Tree.before(acquire, s) && isHeld(s) && !isProtected(s) && !caught) {
        return s;
      }
    }
    return null;
  }

  private boolean isReleasedBehind(Statement loop) {
    for (MethodCallExpr c : Tree.within(body, MethodCallExpr.class)) {
      LockUse use = file.facts().lockUse(c);
      boolean gives =
          use == null
              ? c.getNameAsString().toLowerCase(Locale.ROOT).contains("lock")
              : use.effect() == LockUse.Effect.RELEASE;
      if (gives && Tree.before(loop, c) && !Tree.contains(loop, c)) {
        return true;
      }
    }
    return false;
  }

  /** A call at which the lock is held, that may throw and that no handler answers; or null. */
  MethodCallExpr failure() {
    MethodCallExpr mild = null;
    for (MethodCallExpr c : Tree.within(body, MethodCallExpr.class)) {
      boolean between = Tree.before(acquire, c) && file.facts().lockUse(c) == null;
      if (between && isHeld(c) && !isProtected(c) && !releasedInCatch(c)) {
        if (mayThrow(c)) {
          return c;
        }
        boolean quiet = QUIET.contains(c.getNameAsString()) || isOutput(c);
        mild = mild == null && !quiet ? c : mild;
      }
    }
    return mild;
  }

  /** Code of this program or of others may well throw; the JDK's own mostly at wrong values. */
  boolean mayThrow(MethodCallExpr call) {
    Target target = file.types().target(call);
    if (target == null) {
      return false;
    }
    String owner = target.owner();
    ClassInfo info = file.types().find(owner);
    boolean jdk = owner.startsWith("java.util.") || owner.startsWith("java.lang.");
    boolean others =
        info != null && info.isInterface() && file.types().function(target.receiver()) != null;
    return !jdk || others || call.getNameAsString().startsWith("parse");
  }

  private boolean isOutput(MethodCallExpr c) {
    return c.getNameAsString().startsWith("print");
  }

  private boolean isHeld(Node node) {
    return file.facts().heldAt(node).stream().anyMatch(k -> k.equals(key));
  }

  /** A handler of every exception around the node gives the lock back by hand. */
  private boolean releasedInCatch(Node node) {
    for (TryStmt t = tryAround(node); t != null; t = tryAround(t)) {
      boolean gives = t.getCatchClauses().stream().anyMatch(c -> releasesIn(c.getBody()));
      if (gives && Failures.isCaught(node, Tree.parent(t), "")) {
        return true;
      }
    }
    return false;
  }

  private static TryStmt tryAround(Node node) {
    return Tree.enclosing(node, TryStmt.class);
  }

  /** Inside a try whose finally gives the lock back. */
  boolean isProtected(Node node) {
    for (TryStmt t = tryAround(node); t != null; t = tryAround(t)) {
      if (t.getFinallyBlock().isPresent()
          && !t.getFinallyBlock().get().isAncestorOf(node)
          && releasesIn(t.getFinallyBlock().get())) {
        return true;
      }
    }
    return false;
  }

  private boolean releasesIn(BlockStmt block) {
    for (MethodCallExpr c : Tree.within(block, MethodCallExpr.class)) {
      LockUse use = file.facts().lockUse(c);
      Target target = use == null ? file.types().target(c) : null;
      boolean helper =
          target != null
              && target
                  .name()
                  .toLowerCase(Locale.ROOT)
                  .matches(".*(unlock|release|close|leave|exit|finish).*");
      if ((use != null && use.key().sameLock(key) || helper) && !byChance(c, block)) {
        return true;
      }
    }
    return false;
  }

  /** Given back only if something holds that has nothing to do with having taken the lock. */
  private boolean byChance(MethodCallExpr release, BlockStmt block) {
    boolean always =
        Tree.parent(acquire) instanceof Statement && acquire.getNameAsString().equals("lock");
    IfStmt i = always ? Tree.enclosing(release, IfStmt.class) : null;
    if (i == null || !Tree.contains(block, i)) {
      return false;
    }
    Expression condition = Types.bare(i.getCondition());
    Meaning m = condition instanceof NameExpr n ? file.types().meaning(n) : null;
    return m != null
        && m.local() instanceof com.github.javaparser.ast.body.Parameter p
        && !file.facts().isReassigned(p);
  }
}
