package io.conccheck.analyzer.rules.state;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithAnnotations;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.LockKey;
import io.conccheck.analyzer.rules.FieldUse;
import io.conccheck.analyzer.rules.Finally;
import io.conccheck.analyzer.rules.Report;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.Annotations;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.Types;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.List;

/** {@code @GuardedBy} says which lock; the code takes none, or another. */
@AutoService({Rule.class, Carded.class})
public final class GuardedByBroken implements Rule {

  @Override
  public void check(RuleContext file) {
    Surroundings around = new Surroundings(file);
    methods(file, around);
    for (FieldUse u : FieldUse.of(file, f -> Annotations.has(f.annotations(), "GuardedBy"))) {
      String guard = guard(u.field());
      if (guard == null || around.inConstruction(u.node()) || isMeant(u.node())) {
        continue;
      }
      if (!isOwn(u.node(), u.field())) {
        if (new GuardOfAnother(file, around).isMissing(u, guard)) {
          String object = ((FieldAccessExpr) u.node()).getScope().toString();
          report(file, u, guard.equals("this") ? object : object + "." + guard, null);
        }
        continue;
      }
      List<LockKey> held = file.facts().heldAt(u.node());
      LockKey own = find(held, u.field(), guard);
      if (own == null && !u.writes() && isOptimistic(u.node(), guard)) {
        continue;
      }
      if (own != null && own.kind() == LockKey.Kind.READ && u.writes()) {
        report(file, u, guard, "only for reading");
      } else if (own == null
          && (isKnown(held, guard)
              || isOver(u.node(), guard)
              || isRefused(u.node(), guard)
              || held.isEmpty() && isForLater(u.node())
              || !around.mayBeLocked(u.node()))) {
        report(file, u, guard, null);
      }
    }
  }

  /** The object itself, a class, or a field with a lock of the JDK or a bare object in it. */
  private static boolean isPlainLock(RuleContext file, MethodDeclaration m, AnnotationExpr a) {
    String text = a.toString().replaceAll("(?s)^.*?\"|\".*$", "");
    String name = text.replaceFirst("^this\\.", "");
    ClassInfo in = file.types().enclosingClass(m);
    FieldInfo lock = in == null ? null : in.field(name);
    return name.equals("this")
        || name.endsWith(".class")
        || lock != null
            && (lock.type().isClass("java.lang.Object")
                || file.types()
                    .isA(
                        lock.type(),
                        "java.util.concurrent.locks.Lock",
                        "java.util.concurrent.locks.ReadWriteLock"));
  }

  /** Calls of a method that its annotation says to be called under a lock, where none is. */
  private static void methods(RuleContext file, Surroundings around) {
    for (MethodDeclaration m : file.all(MethodDeclaration.class)) {
      AnnotationExpr a = m.getAnnotationByName("GuardedBy").orElse(null);
      for (Node call : a == null ? List.<Node>of() : around.callers(m)) {
        boolean own =
            call instanceof MethodCallExpr c && c.getScope().map(s -> s.isThisExpr()).orElse(true);
        if (own
            && isPlainLock(file, m, a)
            && !around.mayBeLocked(call)
            && !around.inConstruction(call)
            && !isMeant(call)) {
          file.report(call)
              .message(
                  "`%s` is to be called under the lock of its `%s`, and no lock is held here"
                      .formatted(m.getNameAsString(), a))
              .help("Take the lock before the call.")
              .related(m, "declared here")
              .emit();
        }
      }
    }
  }

  /** The named lock, if it is one that can be looked for: {@code this}, a field, a class. */
  private static String guard(FieldInfo f) {
    String text = Annotations.find(f.annotations(), "GuardedBy").orElse("").trim();
    String name = text.replaceFirst("^value\\s*=\\s*", "").replaceAll("^[{\\s]*\"|\"[}\\s]*$", "");
    name = name.replaceFirst("^this\\.", "");
    return name.matches("[A-Za-z_$][\\w$]*(\\.class)?")
            && !name.equals("itself")
            && !name.equals(f.name())
        ? name
        : null;
  }

  /** Error Prone's own suppression of the same promise counts here too. */
  private static boolean isMeant(Node use) {
    for (Node n = use; n != null; n = Tree.parent(n)) {
      if (n instanceof NodeWithAnnotations<?> a
          && a.getAnnotationByName("SuppressWarnings")
              .map(s -> s.toString().contains("GuardedBy"))
              .orElse(false)) {
        return true;
      }
    }
    return false;
  }

  /** What is reached through another object is guarded by that object's lock. */
  private static boolean isOwn(Expression use, FieldInfo field) {
    return field.isStatic() || !(use instanceof FieldAccessExpr f) || f.getScope().isThisExpr();
  }

  private static LockKey find(List<LockKey> held, FieldInfo f, String guard) {
    String symbol =
        guard.equals("this")
            ? f.owner()
            : guard.endsWith(".class") ? "." + guard : f.owner() + "." + guard;
    for (LockKey k : held) {
      boolean same =
          guard.endsWith(".class")
              ? ("." + k.symbol()).replace('$', '.').endsWith(symbol)
              : k.symbol().equals(symbol);
      // A lock inherited from a superclass, or given by a method of that name, is one of that name.
      if (same
          || k.path().fields().contains(symbol) // a lock inside the object that the guard names
          || k.path().isUnknown()
          || k.symbol().endsWith("." + guard)
          || k.symbol().endsWith("#" + guard)) {
        return k;
      }
    }
    return null;
  }

  /** Read between an optimistic stamp and the look whether it still holds. */
  private static boolean isOptimistic(Node use, String guard) {
    Node body = Tree.body(use);
    return body != null
        && Tree.any(
            body,
            MethodCallExpr.class,
            c -> c.getNameAsString().equals("tryOptimisticRead") && isOn(c, guard));
  }

  /** The same body has taken the lock and given it back for good before, in a finally block. */
  private static boolean isOver(Node use, String guard) {
    Node body = Tree.body(use);
    boolean given = false;
    for (MethodCallExpr c :
        body == null ? List.<MethodCallExpr>of() : Tree.within(body, MethodCallExpr.class)) {
      if (Tree.before(c, use) && isOn(c, guard)) {
        given = c.getNameAsString().equals("unlock") && Finally.contains(c);
      }
    }
    return given && Tree.loop(use) == null;
  }

  /** In the branch that runs because {@code tryLock} did not get the lock. */
  private static boolean isRefused(Node use, String guard) {
    for (Node n = use, up = Tree.parent(n);
        up != null && !Tree.isBody(up);
        n = up, up = Tree.parent(n)) {
      if (!(up instanceof IfStmt i) || i.getCondition() == n) {
        continue;
      }
      boolean not = i.getCondition().isUnaryExpr();
      Expression asked =
          Types.bare(not ? i.getCondition().asUnaryExpr().getExpression() : i.getCondition());
      boolean tries =
          asked instanceof MethodCallExpr c
              && c.getNameAsString().equals("tryLock")
              && isOn(c, guard);
      if (tries && (i.getThenStmt() == n) == not) {
        return true;
      }
    }
    return false;
  }

  /** In a function that the method returns: it runs when the method's locks are given back. */
  private static boolean isForLater(Node use) {
    return Tree.body(use) instanceof LambdaExpr l && Tree.parent(l) instanceof ReturnStmt;
  }

  private static boolean isOn(MethodCallExpr c, String guard) {
    return c.getScope().map(s -> s.toString().replace("this.", "").equals(guard)).orElse(false);
  }

  /** Locks are held, and the named one is not among them: no caller is needed to tell. */
  private static boolean isKnown(List<LockKey> held, String guard) {
    return !held.isEmpty()
        && held.stream().noneMatch(k -> k.path().isUnknown() || k.path().isVariable())
        && !guard.isEmpty();
  }

  private static void report(RuleContext file, FieldUse u, String guard, String how) {
    String done = u.writes() ? "written" : "read";
    Report report =
        file.report(u.node())
            .message(
                "`"
                    + u.field().name()
                    + "` is "
                    + done
                    + " without `"
                    + guard
                    + "`, which its `@GuardedBy` names"
                    + (how == null ? "" : ": it is held " + how))
            .help("Hold `" + guard + "` here, or mend the annotation.")
            .subject(Subject.field(u.field().symbol()));
    if (!isOwn(u.node(), u.field())) {
      report.severity(Severity.WARNING);
    }
    report.emit();
  }
}
