package io.conccheck.analyzer.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.BreakStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SwitchEntry;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import io.conccheck.analyzer.source.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Which code control cannot come to from a place in the same body, though it stands behind it. */
public final class Leaving {

  private Leaving() {}

  /**
   * Which code stands behind a node and yet never follows it in one run: what comes after a block
   * around it that ends in a return or throw, and the other branches around it. What stands in a
   * finally block follows all the same.
   */
  static List<Range> apart(Node n) {
    List<Range> ranges = new ArrayList<>();
    BlockStmt left = leftAtEnd(n);
    if (left != null && !hasFinally(left)) {
      ranges.add(new Range(BodyReader.end(left), Long.MAX_VALUE));
    }
    Node child = n;
    for (Node up = Tree.parent(n); up != null && !Tree.isBody(up); up = Tree.parent(up)) {
      boolean then = up instanceof IfStmt i && i.getThenStmt() == child;
      if (then) {
        ((IfStmt) up).getElseStmt().ifPresent(e -> add(e, ranges));
      } else if (child instanceof SwitchEntry e && !fallsThrough(e)) {
        for (Node other : up.getChildNodes()) {
          if (other instanceof SwitchEntry && BodyReader.order(other) > BodyReader.order(e)) {
            add(other, ranges);
          }
        }
      }
      child = up;
    }
    return List.copyOf(ranges);
  }

  private static void add(Node n, List<Range> ranges) {
    ranges.add(new Range(BodyReader.order(n), BodyReader.end(n)));
  }

  private static boolean fallsThrough(SwitchEntry e) {
    Statement last = e.getStatements().getLast().orElse(null);
    return e.getType() == SwitchEntry.Type.STATEMENT_GROUP
        && !(last instanceof BreakStmt || last instanceof ReturnStmt || last instanceof ThrowStmt);
  }

  /** True if no further round of a loop follows a node, since its block leaves the body. */
  public static boolean endsRounds(Node n) {
    return leftAtEnd(n) != null;
  }

  private static BlockStmt leftAtEnd(Node n) {
    for (Node up = Tree.parent(n); up != null && !Tree.isBody(up); up = Tree.parent(up)) {
      if (up instanceof BlockStmt b && !Tree.isBody(Tree.parent(b)) && leaves(b)) {
        return b;
      }
    }
    return null;
  }

  private static boolean leaves(BlockStmt b) {
    Statement last = b.getStatements().getLast().orElse(null);
    return last instanceof ReturnStmt
        || last instanceof ThrowStmt && !isIn(b, t -> !t.getCatchClauses().isEmpty());
  }

  private static boolean hasFinally(Node n) {
    return isIn(n, t -> t.getFinallyBlock().isPresent());
  }

  private static boolean isIn(Node n, Predicate<TryStmt> sort) {
    for (Node up = n; up != null && !Tree.isBody(up); up = Tree.parent(up)) {
      if (up instanceof TryStmt t && sort.test(t)) {
        return true;
      }
    }
    return false;
  }
}
