package io.conccheck.analyzer.facts.life;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.CastExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.InstanceOfExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.TypePatternExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import io.conccheck.analyzer.source.NodeIndex;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.FunctionType;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.Types;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;

/** Fills a {@link ValueFlow}. */
final class ValueTracer {

  private final ValueFlow flow;
  private final Types types;
  private final NodeIndex nodes;
  private final LocalMethods methods;
  private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<String> seenFields = new HashSet<>();

  ValueTracer(ValueFlow flow, Types types, NodeIndex nodes) {
    this.flow = flow;
    this.types = types;
    this.nodes = nodes;
    this.methods = new LocalMethods(types, nodes);
  }

  void follow(Expression e) {
    if (!seen.add(e)) {
      return;
    }
    flow.values.add(e);
    Node p = Tree.parent(e);
    if (p instanceof EnclosedExpr || p instanceof CastExpr) {
      follow((Expression) p);
    } else if (p instanceof ConditionalExpr c) {
      if (c.getCondition() != e) {
        follow(c);
      }
    } else if (p instanceof MethodCallExpr call) {
      inCall(e, call);
    } else if (p instanceof ObjectCreationExpr creation) {
      argument(e, creation);
    } else if (p instanceof VariableDeclarator v) {
      bind(v);
    } else if (p instanceof AssignExpr a) {
      assigned(e, a);
    } else if (p instanceof ExpressionStmt s) {
      statement(e, s);
    } else if (p instanceof ReturnStmt) {
      returned(e);
    } else if (p instanceof MethodReferenceExpr r) {
      flow.references.add(r);
    } else if (p instanceof TryStmt) {
      flow.closedByTry = true;
    } else if (p instanceof InstanceOfExpr i) {
      i.getPattern()
          .filter(TypePatternExpr.class::isInstance)
          .ifPresent(t -> bindLocal(t, ((TypePatternExpr) t).getNameAsString()));
    } else if (!onlyLooksAt(p)) {
      flow.escapes.add(e);
    }
  }

  private static boolean onlyLooksAt(Node p) {
    return p instanceof BinaryExpr || p instanceof SynchronizedStmt || p instanceof FieldAccessExpr;
  }

  private void inCall(Expression e, MethodCallExpr call) {
    if (call.getScope().filter(s -> s == e).isPresent()) {
      flow.calls.add(call);
    } else if (call.getNameAsString().equals("requireNonNull")) {
      follow(call);
    } else {
      argument(e, call);
    }
  }

  private void argument(Expression e, Node call) {
    Parameter p = methods.parameter(call, e);
    if (p != null) {
      bindLocal(p, p.getNameAsString());
    } else if (Borrowers.borrows(types, call)) {
      flow.borrowed.add(e);
    } else {
      flow.escapes.add(e);
    }
  }

  private void assigned(Expression e, AssignExpr a) {
    if (a.getValue() != e) {
      return;
    }
    Meaning m = types.meaning(a.getTarget());
    if (m == null) {
      flow.escapes.add(e);
    } else if (m.isField()) {
      bindField(m.field());
    } else {
      bindLocal(m.local(), Types.bare(a.getTarget()).asNameExpr().getNameAsString());
    }
    if (!(Tree.parent(a) instanceof ExpressionStmt)) {
      follow(a);
    }
  }

  private void statement(Expression e, ExpressionStmt s) {
    if (Tree.parent(s) instanceof LambdaExpr l) {
      FunctionType f = types.functionOf(l);
      if (f == null || !f.returns().isVoid()) {
        flow.escapes.add(e);
        return;
      }
    }
    flow.dropped = true;
  }

  private void returned(Expression e) {
    if (Tree.body(e) instanceof MethodDeclaration m && m.isPrivate()) {
      methods.callsOf(m).forEach(this::follow);
      if (nodes.all(MethodReferenceExpr.class).stream()
          .anyMatch(r -> r.getIdentifier().equals(m.getNameAsString()))) {
        flow.escapes.add(e); // called by whoever has the reference
      }
    } else {
      flow.escapes.add(e);
    }
  }

  private void bind(VariableDeclarator v) {
    Node p = Tree.parent(v);
    if (p instanceof FieldDeclaration) {
      ClassInfo owner = types.enclosingClass(v);
      FieldInfo field = owner == null ? null : owner.field(v.getNameAsString());
      if (field != null) {
        bindField(field);
      }
      return;
    }
    if (p instanceof VariableDeclarationExpr d) {
      boolean cleanup = d.getAnnotationByName("Cleanup").isPresent();
      flow.closedByTry |= cleanup || Tree.parent(d) instanceof TryStmt;
    }
    bindLocal(v, v.getNameAsString());
  }

  void bindLocal(Node declaration, String name) {
    if (!seen.add(declaration)) {
      return;
    }
    flow.locals.add(declaration);
    for (Expression use : nodes.named(name)) {
      Meaning m = use instanceof FieldAccessExpr ? null : types.meaning(use);
      if (m != null && m.local() == declaration) {
        follow(use);
      }
    }
  }

  void bindField(FieldInfo field) {
    if (!seenFields.add(field.symbol())) {
      return;
    }
    flow.fields.add(field);
    for (Expression use : nodes.named(field.name())) {
      FieldInfo used = types.field(use);
      if (used != null && used.symbol().equals(field.symbol())) {
        follow(use);
      }
    }
  }
}
