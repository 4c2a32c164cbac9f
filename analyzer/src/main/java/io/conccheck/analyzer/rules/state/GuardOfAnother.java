package io.conccheck.analyzer.rules.state;

import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import io.conccheck.analyzer.facts.LockKey;
import io.conccheck.analyzer.facts.Path;
import io.conccheck.analyzer.rules.FieldUse;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.Meaning;
import java.util.List;

/** A guarded field reached through another object: that object's lock is the one to hold. */
final class GuardOfAnother {

  private final RuleContext file;
  private final Surroundings around;

  GuardOfAnother(RuleContext file, Surroundings around) {
    this.file = file;
    this.around = around;
  }

  /**
   * True for a field of an object that the code was given, or keeps in a field, where no lock is
   * held that might be the guard.
   */
  boolean isMissing(FieldUse use, String guard) {
    Expression object = ((FieldAccessExpr) use.node()).getScope();
    Path of = file.facts().pathOf(object);
    Meaning m = file.types().meaning(object);
    ClassInfo owner = file.types().find(use.field().owner());
    boolean given = m != null && (m.isField() || m.local() instanceof Parameter) && !of.isUnknown();
    boolean named = guard.equals("this") || owner != null && owner.field(guard) != null;
    if (!given || !named || of.isThis() && of.fields().isEmpty()) {
      return false;
    }
    List<LockKey> held = file.facts().heldAt(use.node());
    if (held.isEmpty()) {
      return !around.mayBeLocked(use.node());
    }
    boolean open = Tree.body(use.node()) instanceof MethodDeclaration d && !d.isPrivate();
    return open && held.stream().allMatch(k -> isAnother(k.path(), of));
  }

  /** The object itself or a named one, which is not that object and does not lie in it. */
  private static boolean isAnother(Path lock, Path of) {
    boolean plain = lock.isThis() && lock.fields().size() <= 1 || lock.isVariable();
    boolean within =
        lock.root().equals(of.root())
            && lock.fields().size() >= of.fields().size()
            && lock.fields().subList(0, of.fields().size()).equals(of.fields());
    return plain && !within;
  }
}
