package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.MethodCallExpr;
import io.conccheck.analyzer.facts.LockKey;
import io.conccheck.analyzer.facts.LockUse;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import java.util.List;

/** Where methods of the same object, called from some place, take a lock again. */
final class OwnAcquires {

  private static final int DEEPEST = 3;

  private final RuleContext file;
  private final Surroundings around;

  OwnAcquires(RuleContext file) {
    this.file = file;
    this.around = new Surroundings(file);
  }

  /** The place where a call on this object leads to asking for that lock in that mode, or null. */
  MethodCallExpr of(MethodCallExpr call, LockKey lock, List<LockKey.Kind> modes) {
    return find(call, lock, modes, 0);
  }

  private MethodCallExpr find(
      MethodCallExpr call, LockKey lock, List<LockKey.Kind> modes, int depth) {
    boolean own = call.getScope().map(s -> s.isThisExpr()).orElse(true);
    MethodDeclaration m = own && depth < DEEPEST ? around.declaration(call) : null;
    if (m == null) {
      return null;
    }
    for (MethodCallExpr c : Tree.within(m, MethodCallExpr.class)) {
      LockUse use = file.facts().lockUse(c);
      if (use != null
          && use.effect() == LockUse.Effect.ACQUIRE
          && modes.contains(use.key().kind())
          && use.key().sameLock(lock)) {
        return c;
      }
      MethodCallExpr deeper = use == null ? find(c, lock, modes, depth + 1) : null;
      if (deeper != null) {
        return deeper;
      }
    }
    return null;
  }
}
