package io.conccheck.analyzer.rules.state;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.LockKey;
import io.conccheck.analyzer.rules.FieldDeclarations;
import io.conccheck.analyzer.rules.FieldUse;
import io.conccheck.analyzer.rules.PlainCollections;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.Annotations;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every use of a field is locked, and not all by the same lock. */
@AutoService({Rule.class, Carded.class})
public final class InconsistentLock implements Rule {

  /** A use, the locks around it, and whether it changes what others see. */
  private record Locked(FieldUse use, Set<String> locks, String shown, boolean changes) {}

  @Override
  public void check(RuleContext file) {
    Set<String> own = ownLocks(file);
    Surroundings around = new Surroundings(file);
    List<Locked> uses = new ArrayList<>();
    for (FieldUse u :
        FieldUse.of(
            file,
            f ->
                f.isPrivate()
                    && !f.isVolatile()
                    && !f.isStatic()
                    && !Annotations.has(f.annotations(), "GuardedBy"))) {
      Locked l = around.inConstruction(u.node()) ? null : locked(file, u, own);
      if (l != null) {
        uses.add(l);
      }
    }
    Set<String> told = new HashSet<>();
    for (Locked a : uses) {
      for (Locked b : uses) {
        if (a.changes
            && a.use.field().symbol().equals(b.use.field().symbol())
            && a.locks.stream().noneMatch(b.locks::contains)
            && told.add(a.use.field().symbol())) {
          report(file, a, b);
        }
      }
    }
  }

  /** The uses whose locks are all known for sure; of helpers the callers may hold more. */
  private static Locked locked(RuleContext file, FieldUse u, Set<String> own) {
    Node body = Tree.body(u.node());
    if (!(body instanceof MethodDeclaration m)
        || m.isPrivate()
        || u.field().isFinal() && !isPlain(file, u)) {
      return null;
    }
    Set<String> locks = new HashSet<>();
    String shown = null;
    for (LockKey k : file.facts().heldAt(u.node())) {
      boolean self = k.path().isThis() && k.path().fields().isEmpty();
      boolean known =
          self && k.symbol().equals(u.field().owner())
              || own.contains(k.symbol()) && k.path().isThis();
      if (!known) {
        return null;
      }
      locks.add(k.symbol());
      shown = k.path().toString();
    }
    boolean changes =
        u.writes()
            || Tree.parent(u.node()) instanceof MethodCallExpr c
                && c.getScope().orElse(null) == u.node()
                && PlainCollections.changes(file, c);
    return locks.isEmpty() ? null : new Locked(u, locks, shown, changes);
  }

  private static boolean isPlain(RuleContext file, FieldUse u) {
    return PlainCollections.isPlain(file, u.node())
        && Tree.parent(u.node()) instanceof MethodCallExpr;
  }

  /** Final fields that are given a new object where they are declared: no alias of another lock. */
  private static Set<String> ownLocks(RuleContext file) {
    Set<String> own = new HashSet<>();
    for (FieldDeclarations.Declared d : FieldDeclarations.of(file, f -> f.isFinal())) {
      if (d.node().getInitializer().orElse(null) instanceof ObjectCreationExpr) {
        own.add(d.field().symbol());
      }
    }
    return own;
  }

  private static void report(RuleContext file, Locked a, Locked b) {
    String name = a.use.field().name();
    file.report(a.use.node())
        .message(
            "`"
                + name
                + "` is changed under `"
                + a.shown
                + "` here and used under `"
                + b.shown
                + "` elsewhere: the two locks do not exclude each other")
        .help("Guard all uses of `" + name + "` by one lock.")
        .subject(Subject.field(a.use.field().symbol()))
        .related(b.use.node(), "used under `" + b.shown + "`")
        .emit();
  }
}
