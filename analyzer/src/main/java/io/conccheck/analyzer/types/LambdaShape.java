package io.conccheck.analyzer.types;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.stmt.WhileStmt;

/**
 * Whether a lambda body can stand for a function without and with a result (JLS 15.27.2).
 *
 * @param asVoid fits a function that gives nothing
 * @param asValue fits a function that gives something
 */
record LambdaShape(Answer asVoid, Answer asValue) {

  static LambdaShape of(LambdaExpr lambda, Types types) {
    if (lambda.getBody() instanceof ExpressionStmt s) {
      return expression(lambda, s.getExpression(), types);
    }
    BlockStmt block = (BlockStmt) lambda.getBody();
    if (returnsValue(block)) {
      return new LambdaShape(Answer.NO, Answer.YES);
    }
    return new LambdaShape(Answer.YES, endsAbruptly(block) ? Answer.YES : Answer.NO);
  }

  private static LambdaShape expression(LambdaExpr lambda, Expression body, Types types) {
    boolean statement =
        body instanceof MethodCallExpr
            || body instanceof AssignExpr
            || body instanceof ObjectCreationExpr
            || body instanceof UnaryExpr u
                && (u.getOperator().isPostfix() || u.getOperator().asString().length() == 2);
    if (!statement) {
      return new LambdaShape(Answer.NO, Answer.YES);
    }
    if (!(body instanceof MethodCallExpr)) {
      return new LambdaShape(Answer.YES, Answer.YES);
    }
    // The parameters of an implicitly typed lambda depend on the overload being chosen here.
    TypeRef type = lambda.getParameters().isEmpty() ? types.of(body) : TypeRef.UNKNOWN;
    Answer value = type.isUnknown() ? Answer.UNKNOWN : type.isVoid() ? Answer.NO : Answer.YES;
    return new LambdaShape(Answer.YES, value);
  }

  private static boolean returnsValue(Node node) {
    if (node instanceof ReturnStmt r) {
      return r.getExpression().isPresent();
    }
    for (Node child : node.getChildNodes()) {
      boolean other =
          child instanceof LambdaExpr
              || child instanceof TypeDeclaration<?>
              || child instanceof Expression;
      if (!other && returnsValue(child)) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsAbruptly(BlockStmt block) {
    if (block.isEmpty()) {
      return false;
    }
    var last = block.getStatement(block.getStatements().size() - 1);
    boolean endless =
        last instanceof WhileStmt w
            && w.getCondition().isBooleanLiteralExpr()
            && w.getCondition().asBooleanLiteralExpr().getValue();
    return last instanceof ThrowStmt || endless;
  }
}
