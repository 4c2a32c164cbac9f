package io.conccheck.analyzer.rules;

import com.github.javaparser.ast.expr.Expression;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.Types;

/** Whether two expressions name one variable. */
public final class SameVariable {

  private SameVariable() {}

  /**
   * True if both name the same local, or the same field in the same words ({@code this.} left
   * aside, so that {@code a.lock} and {@code b.lock} differ).
   */
  public static boolean is(Expression a, Expression b, Types types) {
    if (a == null || b == null) {
      return false;
    }
    Meaning x = types.meaning(a);
    Meaning y = types.meaning(b);
    if (x == null || y == null) {
      return false;
    }
    if (x.isLocal() || y.isLocal()) {
      return x.local() == y.local();
    }
    return x.field() != null
        && y.field() != null
        && x.field().symbol().equals(y.field().symbol())
        && words(a).equals(words(b));
  }

  private static String words(Expression e) {
    String text = Types.bare(e).toString();
    return text.startsWith("this.") ? text.substring("this.".length()) : text;
  }
}
