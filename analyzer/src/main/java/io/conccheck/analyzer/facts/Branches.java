package io.conccheck.analyzer.facts;

import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.SwitchExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SwitchEntry;
import com.github.javaparser.ast.stmt.YieldStmt;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.Types;
import java.util.ArrayList;
import java.util.List;

/** The values of which a conditional or switch expression gives one. */
final class Branches {

  private Branches() {}

  /** The values, in source order; the expression itself if it decides nothing. */
  static List<Expression> of(Expression e) {
    List<Expression> found = new ArrayList<>();
    collect(Types.bare(e), found);
    return found;
  }

  private static void collect(Expression e, List<Expression> found) {
    if (e instanceof ConditionalExpr c) {
      collect(Types.bare(c.getThenExpr()), found);
      collect(Types.bare(c.getElseExpr()), found);
    } else if (e instanceof SwitchExpr s) {
      s.getEntries().forEach(entry -> ofEntry(entry, found));
    } else {
      found.add(e);
    }
  }

  private static void ofEntry(SwitchEntry entry, List<Expression> found) {
    for (Statement s : entry.getStatements()) {
      if (entry.getType() == SwitchEntry.Type.EXPRESSION && s instanceof ExpressionStmt value) {
        collect(Types.bare(value.getExpression()), found);
      }
    }
    for (YieldStmt y : Tree.within(entry, YieldStmt.class)) {
      collect(Types.bare(y.getExpression()), found);
    }
  }
}
