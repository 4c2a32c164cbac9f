package io.conccheck.analyzer.rules.state;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.FieldDeclarations;
import io.conccheck.analyzer.rules.FieldUse;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.Types;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A synchronized collection locks each call, not the walk through it. */
@AutoService({Rule.class, Carded.class})
public final class UnlockedIteration implements Rule {

  private static final Set<String> VIEWS = Set.of("keySet", "values", "entrySet");
  private static final Set<String> WALKS =
      Set.of("iterator", "listIterator", "stream", "parallelStream");
  private static final Set<String> CHANGES =
      Set.of(
          "add",
          "addAll",
          "put",
          "putAll",
          "remove",
          "removeIf",
          "clear",
          "putIfAbsent",
          "merge",
          "computeIfAbsent",
          "compute");

  /** What a walk by index stumbles over: others change nothing under its feet. */
  private static final Set<String> SHRINKS =
      Set.of("remove", "removeIf", "removeAll", "retainAll", "clear");

  private static final Set<String> JOINS =
      Set.of("join", "get", "awaitTermination", "invokeAll", "await", "close");

  @Override
  public void check(RuleContext file) {
    Map<String, FieldInfo> wrapped = wrappers(file);
    if (wrapped.isEmpty()) {
      return;
    }
    Surroundings around = new Surroundings(file);
    List<FieldUse> uses = FieldUse.of(file, f -> wrapped.containsKey(f.symbol()));
    for (FieldUse u : uses) {
      Node walk = walk(file, u.node());
      if (walk == null && Tree.parent(u.node()) instanceof ReturnStmt given) {
        walk = walkOfCall(file, given, around);
      }
      if (walk == null || around.inConstruction(walk) || joined(walk)) {
        continue;
      }
      boolean byIndex = walk instanceof MethodCallExpr size && isByIndex(size);
      FieldUse change = change(uses, u, around, byIndex ? SHRINKS : CHANGES);
      if (change != null
          && !locksIt(file, walk, u.field())
          && (!around.mayBeLocked(walk) || isOtherLock(file, walk, change, around))) {
        report(file, u, walk, change);
      }
    }
  }

  /** Final fields that hold what {@code Collections.synchronized...} gave. */
  private static Map<String, FieldInfo> wrappers(RuleContext file) {
    Map<String, FieldInfo> found = new HashMap<>();
    if (file.unit().getImports().stream()
        .noneMatch(i -> i.getNameAsString().startsWith("java.util"))) {
      return found;
    }
    for (FieldDeclarations.Declared d : FieldDeclarations.of(file, FieldInfo::isFinal)) {
      Expression made = FieldDeclarations.given(file, d);
      boolean wrapped =
          made instanceof MethodCallExpr c
              && c.getNameAsString().startsWith("synchronized")
              && file.types().isCall(c, "java.util.Collections");
      boolean old =
          made instanceof ObjectCreationExpr o
              && file.types().isA(o, "java.util.Vector", "java.util.Hashtable")
              && o.getAnonymousClassBody().isEmpty();
      if (wrapped || old) {
        found.put(d.field().symbol(), d.field());
      }
    }
    return found;
  }

  /** The place where the collection is walked through: it or its view; or null. */
  private static Node walk(RuleContext file, Expression use) {
    Node n = use;
    Node up = Tree.parent(n);
    if (up instanceof MethodCallExpr view
        && view.getScope().orElse(null) == n
        && VIEWS.contains(view.getNameAsString())) {
      n = view;
      up = Tree.parent(n);
    }
    if (up instanceof VariableDeclarator v && Tree.body(v) != null) {
      for (ForEachStmt f : Tree.within(Tree.body(v), ForEachStmt.class)) {
        Meaning m = f.getIterable().isNameExpr() ? file.types().meaning(f.getIterable()) : null;
        if (m != null && m.local() == v) {
          return f.getIterable();
        }
      }
    }
    if (up instanceof MethodCallExpr size && size.getScope().orElse(null) == n && isByIndex(size)) {
      return size;
    }
    boolean loop = up instanceof ForEachStmt f && f.getIterable() == n;
    boolean call =
        up instanceof MethodCallExpr c
            && c.getScope().orElse(null) == n
            && WALKS.contains(c.getNameAsString());
    return loop || call ? n : null;
  }

  /** {@code for (int i = 0; i < list.size(); i++) ... list.get(i)}. */
  private static boolean isByIndex(MethodCallExpr size) {
    ForStmt loop =
        size.getNameAsString().equals("size") ? Tree.enclosing(size, ForStmt.class) : null;
    return loop != null
        && loop.getCompare().filter(c -> c == Tree.parent(size)).isPresent()
        && Tree.any(
            loop.getBody(),
            MethodCallExpr.class,
            c ->
                c.getNameAsString().matches("get|elementAt")
                    && c.getArguments().size() == 1
                    && c.getScope().equals(size.getScope()));
  }

  /** {@code for (... : all())}, where a private helper gives the collection. */
  private static Node walkOfCall(RuleContext file, ReturnStmt given, Surroundings around) {
    MethodDeclaration getter = Tree.body(given) instanceof MethodDeclaration m ? m : null;
    if (getter == null || !getter.isPrivate()) {
      return null;
    }
    return around.callers(getter).stream()
        .filter(Expression.class::isInstance)
        .map(c -> walk(file, (Expression) c))
        .filter(w -> w != null)
        .findFirst()
        .orElse(null);
  }

  /** A change outside construction, without which the walk meets nobody. */
  private static FieldUse change(
      List<FieldUse> uses, FieldUse of, Surroundings around, Set<String> names) {
    for (FieldUse u : uses) {
      if (u.field().symbol().equals(of.field().symbol())
          && Tree.parent(u.node()) instanceof MethodCallExpr c
          && c.getScope().orElse(null) == u.node()
          && names.contains(c.getNameAsString())
          && !around.inConstruction(c)) {
        return u;
      }
    }
    return null;
  }

  /** The walk holds a lock that is not the collection's, and the change holds none. */
  private static boolean isOtherLock(
      RuleContext file, Node walk, FieldUse change, Surroundings around) {
    SynchronizedStmt s = Tree.enclosing(walk, SynchronizedStmt.class);
    Expression lock = s == null ? null : Types.bare(s.getExpression());
    boolean plain =
        lock != null
            && (view(lock, file)
                || lock.isClassExpr()
                || lock.isThisExpr()
                || file.types().field(lock) != null
                    && file.types().of(lock).isClass("java.lang.Object"));
    boolean whole =
        s == null && Tree.body(walk) instanceof MethodDeclaration m && m.isSynchronized();
    boolean alone =
        plain
            && Tree.body(s) == Tree.body(walk)
            && Tree.body(s) instanceof MethodDeclaration m
            && !m.isSynchronized()
            && Tree.enclosing(s, SynchronizedStmt.class) == null;
    return (alone || whole)
        && file.facts().heldAt(walk).size() == 1
        && !around.mayBeLocked(change.node());
  }

  /** A local that holds a view: its lock is another one than that of the collection. */
  private static boolean view(Expression lock, RuleContext file) {
    Meaning m = lock instanceof NameExpr ? file.types().meaning(lock) : null;
    return m != null
        && m.local() instanceof VariableDeclarator v
        && v.getInitializer().map(i -> i instanceof MethodCallExpr c && isView(c)).orElse(false);
  }

  private static boolean isView(MethodCallExpr c) {
    return VIEWS.contains(c.getNameAsString()) && c.getArguments().isEmpty();
  }

  private static boolean locksIt(RuleContext file, Node walk, FieldInfo field) {
    for (Node n = walk; n != null && !Tree.isBody(n); n = Tree.parent(n)) {
      if (n instanceof SynchronizedStmt s) {
        FieldInfo f = file.types().field(s.getExpression());
        if (f != null && f.symbol().equals(field.symbol())) {
          return true;
        }
      }
    }
    return false;
  }

  /** After a join the others are done. */
  private static boolean joined(Node walk) {
    Node body = Tree.body(walk);
    return body != null
        && Tree.any(
            body,
            MethodCallExpr.class,
            c ->
                JOINS.contains(c.getNameAsString())
                    && c.getArguments().size() != 1
                    && Tree.before(c, walk));
  }

  private static void report(RuleContext file, FieldUse u, Node walk, FieldUse change) {
    String name = u.field().name();
    file.report(walk)
        .message(
            "`"
                + name
                + "` is walked through without its lock: a change by another thread meanwhile "
                + "ends in `ConcurrentModificationException` or worse")
        .help(
            "Put the whole walk into `synchronized ("
                + name
                + ")`, or use a concurrent collection.")
        .subject(Subject.field(u.field().symbol()))
        .related(change.node(), "changed here")
        .emit();
  }
}
