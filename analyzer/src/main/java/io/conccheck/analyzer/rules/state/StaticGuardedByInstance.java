package io.conccheck.analyzer.rules.state;

import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.LockKey;
import io.conccheck.analyzer.rules.FieldUse;
import io.conccheck.analyzer.rules.PlainCollections;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One static, and as many locks as there are objects. */
@AutoService({Rule.class, Carded.class})
public final class StaticGuardedByInstance implements Rule {

  @Override
  public void check(RuleContext file) {
    Set<String> told = new HashSet<>();
    for (FieldUse u : FieldUse.of(file, f -> f.isStatic() && !f.isVolatile())) {
      boolean inPublic = Tree.body(u.node()) instanceof MethodDeclaration m && !m.isPrivate();
      if (!inPublic || !changes(file, u) || isSingle(u)) {
        continue;
      }
      LockKey lock = instanceLock(file.facts().heldAt(u.node()));
      if (lock != null && told.add(u.field().symbol())) {
        file.report(u.node())
            .message(
                "static `"
                    + u.field().name()
                    + "` is changed under `"
                    + lock.path()
                    + "`, of which every object has its own: two objects change it at once")
            .help("Guard it by a static lock.")
            .subject(Subject.field(u.field().symbol()))
            .emit();
      }
    }
  }

  private static boolean changes(RuleContext file, FieldUse u) {
    return u.writes()
        || Tree.parent(u.node()) instanceof MethodCallExpr c
            && c.getScope().orElse(null) == u.node()
            && PlainCollections.changes(file, c);
  }

  /** The innermost lock, if all that is held belongs to {@code this} object. */
  private static LockKey instanceLock(List<LockKey> held) {
    LockKey last = null;
    for (LockKey k : held) {
      boolean given = k.symbol().contains("#"); // by a method: getClass() is one for all objects
      if (given || !k.path().isThis() || !k.kind().isLock()) {
        return null;
      }
      last = k;
    }
    return last;
  }

  /** A class that makes its own objects may make only one. */
  private static boolean isSingle(FieldUse u) {
    ClassOrInterfaceDeclaration c = Tree.enclosing(u.node(), ClassOrInterfaceDeclaration.class);
    if (c == null) {
      return true;
    }
    List<ConstructorDeclaration> made = c.getConstructors();
    return !made.isEmpty() && made.stream().allMatch(ConstructorDeclaration::isPrivate);
  }
}
