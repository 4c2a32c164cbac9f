package io.conccheck.analyzer.types;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.CastExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** The type that the place of an expression asks for (JLS 15.2: poly expressions). */
final class Expectation {

  private final Types types;
  private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());

  Expectation(Types types) {
    this.types = types;
  }

  TypeRef of(Expression e) {
    Node parent = e.getParentNode().orElse(null);
    if (parent instanceof EnclosedExpr p) {
      return of(p);
    } else if (parent instanceof ConditionalExpr c) {
      return c.getCondition() == e ? TypeRef.BOOLEAN : of(c);
    } else if (parent instanceof CastExpr c) {
      return types.resolve(c.getType());
    } else if (parent instanceof MethodCallExpr call) {
      return argument(call, e);
    } else if (parent instanceof ObjectCreationExpr creation) {
      return argument(creation, e);
    } else if (parent instanceof VariableDeclarator v) {
      return v.getType().isVarType() ? TypeRef.UNKNOWN : types.ofLocal(v);
    } else if (parent instanceof AssignExpr a) {
      return a.getValue() == e ? types.of(a.getTarget()) : TypeRef.UNKNOWN;
    } else if (parent instanceof ReturnStmt r) {
      return returned(r);
    } else if (parent instanceof ExpressionStmt s
        && s.getParentNode().orElse(null) instanceof LambdaExpr l) {
      return result(l);
    }
    return TypeRef.UNKNOWN;
  }

  /** As {@link #of}, but UNKNOWN while the same question is being answered further out. */
  TypeRef outside(Expression call) {
    if (!open.add(call)) {
      return TypeRef.UNKNOWN;
    }
    try {
      return of(call);
    } finally {
      open.remove(call);
    }
  }

  private TypeRef argument(MethodCallExpr call, Expression e) {
    int n = position(call.getArguments(), e);
    if (n < 0) {
      return TypeRef.UNKNOWN;
    }
    Target target = types.target(call);
    if (target == null || !target.certain()) {
      return TypeRef.UNKNOWN;
    }
    return types.inference().parameter(target, n, call.getArguments(), call);
  }

  private TypeRef argument(ObjectCreationExpr creation, Expression e) {
    int n = position(creation.getArguments(), e);
    Target target = n < 0 ? null : types.target(creation);
    if (target == null || !target.certain()) {
      return TypeRef.UNKNOWN;
    }
    return types.inference().parameter(target, n, creation.getArguments(), creation);
  }

  private static int position(List<Expression> args, Expression e) {
    for (int i = 0; i < args.size(); i++) {
      if (args.get(i) == e) {
        return i;
      }
    }
    return -1;
  }

  private TypeRef returned(ReturnStmt r) {
    for (Node n = r; n != null; n = n.getParentNode().orElse(null)) {
      if (n instanceof LambdaExpr l) {
        return result(l);
      } else if (n instanceof MethodDeclaration m) {
        return types.resolve(m.getType());
      } else if (n instanceof ConstructorDeclaration) {
        return TypeRef.UNKNOWN;
      }
    }
    return TypeRef.UNKNOWN;
  }

  private TypeRef result(LambdaExpr lambda) {
    FunctionType function = types.functionOf(lambda);
    return function == null ? TypeRef.UNKNOWN : function.returns();
  }
}
