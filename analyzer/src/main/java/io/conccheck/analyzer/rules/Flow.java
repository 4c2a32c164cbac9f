package io.conccheck.analyzer.rules;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.stmt.BreakStmt;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SwitchStmt;
import com.github.javaparser.ast.stmt.WhileStmt;
import io.conccheck.analyzer.facts.Condition;
import io.conccheck.analyzer.facts.life.ValueFlow;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.Types;
import java.util.List;
import java.util.Set;

/** Questions about the course of control, and about who else has a value in hand. */
public final class Flow {

  private Flow() {}

  /** True for a loop whose condition is always true. */
  public static boolean isEndless(Statement loop) {
    if (loop instanceof WhileStmt w) {
      return isTrue(w.getCondition());
    } else if (loop instanceof DoStmt d) {
      return isTrue(d.getCondition());
    }
    return loop instanceof ForStmt f && f.getCompare().map(Flow::isTrue).orElse(true);
  }

  /** The same, or one that goes on as long as a flag says so or nobody interrupts. */
  public static boolean isOpenEnded(Statement loop, RuleContext file) {
    if (isEndless(loop)) {
      return true;
    }
    Expression condition = loop instanceof WhileStmt w ? Types.bare(w.getCondition()) : null;
    if (condition instanceof UnaryExpr u
        && u.getOperator() == UnaryExpr.Operator.LOGICAL_COMPLEMENT) {
      condition = Types.bare(u.getExpression());
    }
    if (condition instanceof MethodCallExpr c) {
      return Set.of("isInterrupted", "interrupted", "isShutdown", "isClosed")
              .contains(c.getNameAsString())
          || c.getNameAsString().equals("get")
              && file.types().isCall(c, "java.util.concurrent.atomic.AtomicBoolean");
    }
    FieldInfo flag = condition == null ? null : file.types().field(condition);
    return flag != null && flag.type().isPrimitive();
  }

  private static boolean isTrue(Expression condition) {
    Expression bare = Types.bare(condition);
    return bare.isBooleanLiteralExpr() && bare.asBooleanLiteralExpr().getValue();
  }

  /**
   * An endless loop of the body that nothing in it leaves: no return, no throw, no break of its
   * own, no call that ends the JVM. Null if there is none.
   */
  public static Statement endlessLoop(Node body) {
    for (Statement s : Tree.within(body, Statement.class)) {
      if (isEndless(s) && !canLeave(s)) {
        return s;
      }
    }
    return null;
  }

  /**
   * The same, where leaving when interrupted counts as nothing: of threads that nobody interrupts.
   */
  public static Statement endlessUnlessInterrupted(Node body) {
    for (Statement s : Tree.within(body, Statement.class)) {
      if (isEndless(s) && !canLeave(s, true)) {
        return s;
      }
    }
    return null;
  }

  private static boolean canLeave(Statement loop) {
    return canLeave(loop, false);
  }

  private static boolean onInterrupt(Statement s) {
    CatchClause c = Tree.enclosing(s, CatchClause.class);
    return c != null && c.getParameter().getTypeAsString().equals("InterruptedException");
  }

  private static boolean canLeave(Statement loop, boolean neverInterrupted) {
    for (Statement s : Tree.within(loop, Statement.class)) {
      boolean inner =
          s instanceof BreakStmt b
              && b.getLabel().isEmpty()
              && (Tree.loop(b) != loop
                  || Tree.enclosing(b, SwitchStmt.class) != null
                      && loop.isAncestorOf(Tree.enclosing(b, SwitchStmt.class)));
      if (s.isReturnStmt() || s.isThrowStmt() || s.isBreakStmt() && !inner) {
        if (neverInterrupted && onInterrupt(s)) {
          continue;
        }
        return true;
      }
    }
    return Tree.any(
        loop, MethodCallExpr.class, m -> Set.of("exit", "halt").contains(m.getNameAsString()));
  }

  /** True if the same body has an endless loop after that node. */
  public static boolean endlessLoopFollows(Node node) {
    Node body = Tree.body(node);
    return body != null
        && Tree.any(body, Statement.class, s -> isEndless(s) && Tree.before(node, s));
  }

  /**
   * The condition that no class outside the file can reach a field that holds the value. Always
   * true of values that only locals and private fields hold.
   */
  public static Condition nobodyElseReaches(ValueFlow flow, RuleContext file) {
    List<FieldInfo> open = flow.fields().stream().filter(f -> !f.isPrivate()).toList();
    if (open.isEmpty()) {
      return Condition.ALWAYS;
    }
    List<String> here =
        file.unit().getTypes().stream()
            .map(t -> file.types().declaredBy(t))
            .filter(c -> c != null)
            .map(ClassInfo::name)
            .toList();
    return new Condition.OutOfReach(open, here);
  }
}
