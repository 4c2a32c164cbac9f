package io.conccheck.analyzer.rules.state;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.FieldUse;
import io.conccheck.analyzer.rules.PlainCollections;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.SameVariable;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.TypeRef;
import io.conccheck.findings.card.Carded;
import java.util.List;

/** An object is shown to other threads first, and filled in afterwards. */
@AutoService({Rule.class, Carded.class})
public final class PublishedTooEarly implements Rule {

  private static final String[] QUEUES = {
    "java.util.concurrent.BlockingQueue", "java.util.concurrent.ConcurrentLinkedQueue"
  };

  @Override
  public void check(RuleContext file) {
    for (ObjectCreationExpr made : file.all(ObjectCreationExpr.class)) {
      Node up = Tree.parent(made);
      if (!isOwn(file, made)) {
        continue;
      }
      if (up instanceof AssignExpr a
          && a.getValue() == made
          && isPublic(file, a.getTarget())
          && Tree.parent(a) instanceof ExpressionStmt s) {
        changed(file, s, a, a.getTarget());
      } else if (up instanceof VariableDeclarator v && !file.facts().isReassigned(v)) {
        handedOver(file, v);
      }
    }
  }

  /** A plain collection, or an object of a scanned class that is no thread. */
  private static boolean isOwn(RuleContext file, ObjectCreationExpr made) {
    TypeRef type = file.types().of(made);
    ClassInfo info = type.isClass() ? file.types().find(type.name()) : null;
    if (PlainCollections.isPlain(type) || type.isClass("java.util.Properties")) {
      return true;
    }
    return info != null && info.fromSource() && !file.types().isA(type, "java.lang.Thread");
  }

  /** A volatile field that other code reads without a lock. */
  private static boolean isPublic(RuleContext file, Expression target) {
    FieldInfo field = file.types().field(target);
    if (field == null || !field.isVolatile()) {
      return false;
    }
    Surroundings around = new Surroundings(file);
    return !around.inConstruction(target)
        && FieldUse.of(file, field::equals).stream()
            .anyMatch(
                u ->
                    u.reads()
                        && !around.mayBeLocked(u.node())
                        && Tree.statement(u.node()) != Tree.statement(target));
  }

  /** A local that is put into a field, a reference or a queue, in the block that declares it. */
  private static void handedOver(RuleContext file, VariableDeclarator v) {
    Statement declared = Tree.statement(v);
    if (!(declared != null && Tree.parent(declared) instanceof BlockStmt block)) {
      return;
    }
    for (Statement s : block.getStatements()) {
      Expression e = s instanceof ExpressionStmt x ? x.getExpression() : null;
      Expression value = e == null || !Tree.before(declared, s) ? null : published(file, e);
      if (value != null
          && file.types().meaning(value) != null
          && file.types().meaning(value).local() == v) {
        changed(file, s, e, value);
        return;
      }
    }
  }

  /** What a statement shows to other threads, or null. */
  private static Expression published(RuleContext file, Expression e) {
    if (e instanceof AssignExpr a) {
      return a.getValue().isNameExpr() && isPublic(file, a.getTarget()) ? a.getValue() : null;
    }
    if (!(e instanceof MethodCallExpr c) || c.getArguments().isEmpty()) {
      return null;
    }
    boolean exchange = c.getNameAsString().equals("exchange");
    Expression last = c.getArgument(exchange ? 0 : c.getArguments().size() - 1);
    boolean shows =
        switch (c.getNameAsString()) {
          case "set", "lazySet" ->
              file.types().isCall(c, "java.util.concurrent.atomic.AtomicReference");
          case "put" ->
              file.types().isCall(c, "java.util.concurrent.ConcurrentMap")
                  || file.types().isCall(c, QUEUES[0]);
          case "exchange" -> file.types().isCall(c, "java.util.concurrent.Exchanger");
          case "add", "offer" ->
              file.types().isCall(c, QUEUES[0]) || file.types().isCall(c, QUEUES[1]);
          default -> false;
        };
    return shows && last.isNameExpr() ? last : null;
  }

  private static boolean fillsProperties(RuleContext file, MethodCallExpr c) {
    return c.getScope().isPresent()
        && (file.types().isCall(c, "java.util.Properties", "load")
            || file.types().isCall(c, "java.util.Properties", "loadFromXML")
            || file.types().isCall(c, "java.util.Properties", "setProperty"));
  }

  /** Reports the first change of the object in the statements after the one that shows it. */
  private static void changed(RuleContext file, Statement shown, Node at, Expression object) {
    if (!(Tree.parent(shown) instanceof BlockStmt block)) {
      return;
    }
    for (Statement s : block.getStatements()) {
      if (!Tree.before(shown, s)) {
        continue;
      }
      List<Expression> inside = Tree.within(s, Expression.class);
      if (inside.stream()
          .anyMatch(
              e ->
                  e instanceof AssignExpr a
                      && SameVariable.is(a.getTarget(), object, file.types()))) {
        return;
      }
      Expression e =
          inside.stream()
              .filter(x -> Tree.body(x) == Tree.body(shown) && changes(file, x, object, shown))
              .findFirst()
              .orElse(null);
      if (e != null) {
        file.report(at)
            .message(
                "`"
                    + object
                    + "` is shown to other threads here and changed afterwards: they may see it"
                    + " half-built")
            .help("Fill the object in first, and publish it last.")
            .related(e, "changed here, when others may have it")
            .emit();
        return;
      }
    }
  }

  private static boolean changes(
      RuleContext file, Expression e, Expression object, Statement shown) {
    if (e instanceof AssignExpr a && a.getTarget() instanceof FieldAccessExpr f) {
      FieldInfo field = file.types().field(f);
      return field != null
          && !field.isVolatile()
          && SameVariable.is(f.getScope(), object, file.types());
    }
    if (e instanceof MethodCallExpr c
        && (PlainCollections.changes(file, c) || fillsProperties(file, c))
        && SameVariable.is(c.getScope().orElseThrow(), object, file.types())) {
      return file.facts().heldAt(shown).containsAll(file.facts().heldAt(c));
    }
    if (!(e instanceof MethodCallExpr c)
        || !c.getNameAsString().matches("set[A-Z]\\w*")
        || c.getScope().filter(s -> SameVariable.is(s, object, file.types())).isEmpty()) {
      return false;
    }
    MethodDeclaration m = new Surroundings(file).declaration(c);
    return m != null
        && !m.isSynchronized()
        && Tree.any(
            m,
            AssignExpr.class,
            a -> {
              FieldInfo field = file.types().field(a.getTarget());
              return field != null && !field.isVolatile() && !new Surroundings(file).mayBeLocked(a);
            });
  }
}
