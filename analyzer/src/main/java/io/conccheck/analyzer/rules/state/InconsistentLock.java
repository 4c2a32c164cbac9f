package io.conccheck.analyzer.rules.state;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.FieldAccessExpr;
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
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.findings.Severity;
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
  private record Locked(
      FieldUse use,
      Set<String> locks,
      LockKey lock,
      boolean changes,
      boolean common,
      boolean sure) {}

  @Override
  public void check(RuleContext file) {
    Set<String> own = ownLocks(file);
    Surroundings around = new Surroundings(file);
    List<Locked> uses = new ArrayList<>();
    for (FieldUse u :
        FieldUse.of(
            file,
            f ->
                (f.isPrivate() || !f.isStatic())
                    && !f.isVolatile()
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
            && (a.common || !a.use.field().isStatic()) // else another rule tells
            && told.add(a.use.field().symbol())) {
          report(file, a, b);
        }
      }
    }
  }

  /** The uses whose locks are all known for sure; of helpers the callers may hold more. */
  private static Locked locked(RuleContext file, FieldUse u, Set<String> own) {
    Node body = Tree.body(u.node());
    boolean open = !u.field().isPrivate() && !isOwn(u);
    if (!(body instanceof MethodDeclaration m)
        || open
        || u.field().isFinal() && !isPlain(file, u)) {
      return null;
    }
    List<LockKey> held = new ArrayList<>(file.facts().heldAt(u.node()));
    if (m.isPrivate()) {
      List<LockKey> callers = heldByCallers(file, m);
      if (callers == null) {
        return null;
      }
      held.addAll(callers);
    }
    Set<String> locks = new HashSet<>();
    LockKey shown = null;
    boolean common = true;
    for (LockKey k : held) {
      if (!isKnown(file, u, m, k, own)) {
        return null;
      }
      locks.add(isSelf(k) && isOfSubclass(file, u, m, k) ? u.field().owner() : k.symbol());
      common &= k.path().isStatic();
      shown = k;
    }
    boolean changes =
        u.writes()
            || Tree.parent(u.node()) instanceof MethodCallExpr c
                && c.getScope().orElse(null) == u.node()
                && PlainCollections.changes(file, c);
    return locks.isEmpty() ? null : new Locked(u, locks, shown, changes, common, !m.isPrivate());
  }

  /** The lock of {@code this}, an inner object's too, or a field that has one object for good. */
  private static boolean isKnown(
      RuleContext file, FieldUse u, MethodDeclaration in, LockKey k, Set<String> own) {
    boolean self = isSelf(k);
    if (self && isOfSubclass(file, u, in, k)) {
      return isOwn(u);
    }
    if (self && !k.symbol().equals(u.field().owner())) {
      ClassInfo inner = file.types().enclosingClass(in);
      return inner != null
          && inner.name().equals(k.symbol())
          && !file.types().isA(inner.selfType(), u.field().owner())
          && u.node().isNameExpr();
    }
    boolean ofClass = k.path().isStatic() && k.symbol().endsWith(".class");
    return self || ofClass || own.contains(k.symbol()) && !k.path().isVariable();
  }

  private static boolean isSelf(LockKey k) {
    return k.path().isThis() && k.path().fields().isEmpty();
  }

  /** The object's own monitor, as a method of a subclass names it. */
  private static boolean isOfSubclass(
      RuleContext file, FieldUse u, MethodDeclaration in, LockKey k) {
    ClassInfo around = file.types().enclosingClass(in);
    return around != null
        && around.name().equals(k.symbol())
        && !k.symbol().equals(u.field().owner())
        && file.types().isA(around.selfType(), u.field().owner());
  }

  /** Of the very object whose method it is. */
  private static boolean isOwn(FieldUse u) {
    return u.node().isNameExpr()
        || u.node() instanceof FieldAccessExpr f && f.getScope().isThisExpr();
  }

  /** What every caller of a private method holds; null where one holds nothing. */
  private static List<LockKey> heldByCallers(RuleContext file, MethodDeclaration m) {
    List<LockKey> common = null;
    for (Node call : new Surroundings(file).callers(m)) {
      List<LockKey> held = file.facts().heldAt(call);
      boolean open = Tree.body(call) instanceof MethodDeclaration c && !c.isPrivate();
      if (held.isEmpty() || !open || common != null && !common.equals(held)) {
        return null;
      }
      common = held;
    }
    return common;
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

  /** As the code names it; with its class where the other lock has the same name. */
  private static String shown(LockKey lock, LockKey other) {
    String name = lock.path().toString();
    if (!name.equals(other.path().toString())) {
      return name;
    }
    String symbol = lock.symbol().substring(lock.symbol().lastIndexOf('$') + 1);
    symbol = isSelf(lock) ? symbol.substring(symbol.lastIndexOf('.') + 1) : symbol;
    return isSelf(lock) ? symbol + ".this" : symbol;
  }

  private static void report(RuleContext file, Locked a, Locked b) {
    String name = a.use.field().name();
    String here = shown(a.lock, b.lock);
    String there = shown(b.lock, a.lock);
    file.report(a.use.node())
        .message(
            "`"
                + name
                + "` is changed under `"
                + here
                + "` here and used under `"
                + there
                + "` elsewhere: the two locks do not exclude each other")
        .help("Guard all uses of `" + name + "` by one lock.")
        .subject(Subject.field(a.use.field().symbol()))
        .related(b.use.node(), "used under `" + there + "`")
        .severity(a.sure && b.sure ? Severity.ERROR : Severity.WARNING)
        .emit();
  }
}
