package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.Members;
import io.conccheck.analyzer.types.MethodInfo;
import io.conccheck.analyzer.types.TypeRef;
import io.conccheck.findings.card.Carded;

/** The method above locks, the one that takes its place does not, and both use the state. */
@AutoService({Rule.class, Carded.class})
public final class UnsynchronizedOverride implements Rule {

  @Override
  public void check(RuleContext file) {
    for (MethodDeclaration m : file.all(MethodDeclaration.class)) {
      if (m.isSynchronized() || m.isStatic() || m.isPrivate() || m.getBody().isEmpty()) {
        continue;
      }
      ClassInfo in = file.types().enclosingClass(m);
      TypeRef up = in == null ? null : in.superclass();
      if (up == null || !up.isClass() || up.isClass("java.lang.Object")) {
        continue;
      }
      MethodInfo above = overridden(file, m, up);
      Expression state = above == null || locks(m) ? null : state(file, m);
      if (state != null) {
        report(file, m, above, state);
      }
    }
  }

  /** The nearest method above of the same shape, if it is synchronized. */
  private static MethodInfo overridden(RuleContext file, MethodDeclaration m, TypeRef up) {
    for (Members.Inherited i : file.types().members().methods(up.name(), m.getNameAsString())) {
      MethodInfo above = i.method();
      if (above.params().size() != m.getParameters().size()
          || above.isStatic()
          || above.isPrivate()) {
        continue;
      }
      boolean same = true;
      for (int n = 0; n < above.params().size(); n++) {
        TypeRef mine = file.types().ofLocal(m.getParameter(n));
        TypeRef theirs = above.params().get(n);
        boolean equal = mine.name().equals(theirs.name()) && mine.dims() == theirs.dims();
        same &= equal || theirs.kind() == TypeRef.Kind.VARIABLE;
      }
      if (same) {
        return above.isSynchronized() ? above : null;
      }
    }
    return null;
  }

  private static boolean locks(MethodDeclaration m) {
    return Tree.any(m, SynchronizedStmt.class, s -> true)
        || Tree.any(m, MethodCallExpr.class, c -> Surroundings.soundsLikeLock(c.getNameAsString()));
  }

  /** A use of changeable state of the object or of what it inherits; or null. */
  private static Expression state(RuleContext file, MethodDeclaration m) {
    for (NameExpr n : Tree.within(m, NameExpr.class)) {
      if (isState(file, n, m)) {
        return n;
      }
    }
    for (FieldAccessExpr f : Tree.within(m, FieldAccessExpr.class)) {
      if (f.getScope().isThisExpr() && isState(file, f, m)) {
        return f;
      }
    }
    return null;
  }

  /** Inherited state counts when it is read, the class's own when it is written. */
  private static boolean isState(RuleContext file, Expression e, Node at) {
    FieldInfo f = file.types().field(e);
    if (f == null || f.isFinal() || f.isVolatile() || f.isStatic()) {
      return false;
    }
    ClassInfo in = file.types().enclosingClass(at);
    boolean own = in == null || in.name().equals(f.owner());
    Node up = Tree.parent(e);
    boolean written =
        up instanceof AssignExpr a && a.getTarget() == e
            || up instanceof UnaryExpr u && u.getOperator().name().endsWith("CREMENT");
    boolean above = !own && file.types().isA(in.selfType(), f.owner());
    return written || above;
  }

  private static void report(
      RuleContext file, MethodDeclaration m, MethodInfo above, Expression state) {
    String owner =
        above
            .owner()
            .substring(
                Math.max(above.owner().lastIndexOf('.'), above.owner().lastIndexOf('$')) + 1);
    file.report(m.getName())
        .message(
            "`"
                + m.getNameAsString()
                + "` overrides a synchronized method of `"
                + owner
                + "` and uses `"
                + state
                + "` without the lock")
        .help("Make the method synchronized as well.")
        .related(state, "used here")
        .emit();
  }
}
