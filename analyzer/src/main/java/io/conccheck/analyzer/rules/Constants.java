package io.conccheck.analyzer.rules;

import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.Types;
import java.util.OptionalInt;

/** Numbers that a file shows to be constant. */
public final class Constants {

  private Constants() {}

  /** The value of a literal, of a final field or of a local that is set once; else empty. */
  public static OptionalInt intOf(Expression e, RuleContext file) {
    return value(e, file, 0);
  }

  private static OptionalInt value(Expression e, RuleContext file, int depth) {
    Expression bare = Types.bare(e);
    if (bare instanceof IntegerLiteralExpr i) {
      return i.asNumber() instanceof Integer n ? OptionalInt.of(n) : OptionalInt.empty();
    } else if (bare instanceof UnaryExpr u && u.getOperator() == UnaryExpr.Operator.MINUS) {
      OptionalInt inner = value(u.getExpression(), file, depth + 1);
      return inner.isPresent() ? OptionalInt.of(-inner.getAsInt()) : inner;
    }
    if (bare instanceof BinaryExpr b && depth < 4) {
      return combined(
          b.getOperator(),
          value(b.getLeft(), file, depth + 1),
          value(b.getRight(), file, depth + 1));
    }
    Expression initial = depth > 3 ? null : initial(file.types().meaning(bare), file);
    return initial == null ? OptionalInt.empty() : value(initial, file, depth + 1);
  }

  private static OptionalInt combined(
      BinaryExpr.Operator operator, OptionalInt left, OptionalInt right) {
    if (left.isEmpty() || right.isEmpty()) {
      return OptionalInt.empty();
    }
    int a = left.getAsInt();
    int b = right.getAsInt();
    return switch (operator) {
      case PLUS -> OptionalInt.of(a + b);
      case MINUS -> OptionalInt.of(a - b);
      case MULTIPLY -> OptionalInt.of(a * b);
      default -> OptionalInt.empty();
    };
  }

  private static Expression initial(Meaning m, RuleContext file) {
    if (m == null) {
      return null;
    } else if (m.local() instanceof VariableDeclarator v) {
      return file.facts().isReassigned(v) ? null : v.getInitializer().orElse(null);
    }
    FieldInfo field = m.field();
    return field != null && field.isFinal() ? FieldDeclarations.initialValue(file, field) : null;
  }
}
