package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.ForEachStmt;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.TypeRef;
import java.util.List;

/** Whether the answer of {@code poll} on a concurrent queue is used as if it could not be null. */
final class UnansweredPoll {

  private UnansweredPoll() {}

  /** True if the first thing done with the answer is to call a method of it. */
  static boolean isUntested(RuleContext file, MethodCallExpr poll) {
    TypeRef queue = poll.getScope().map(s -> file.types().of(s)).orElse(TypeRef.UNKNOWN);
    boolean shared =
        queue.isClass()
            && (queue.name().startsWith("java.util.concurrent.")
                || file.facts().isConcurrent(poll.getScope().get()))
            && !isGuarded(poll, poll.getScope().get());
    if (!shared) {
      return false;
    }
    Node up = Tree.parent(poll);
    if (up instanceof MethodCallExpr c) {
      return c.getScope().orElse(null) == poll;
    }
    boolean timed = poll.getArguments().size() == 2;
    if (!timed || !(up instanceof VariableDeclarator v) || Tree.body(v) == null) {
      return false;
    }
    List<NameExpr> uses =
        Tree.body(v).findAll(NameExpr.class).stream()
            .filter(n -> n.getNameAsString().equals(v.getNameAsString()))
            .toList();
    return !uses.isEmpty()
        && Tree.parent(uses.get(0)) instanceof MethodCallExpr c
        && c.getScope().orElse(null) == uses.get(0);
  }

  /** Something before it asks the queue whether it has elements: another rule's matter. */
  private static boolean isGuarded(MethodCallExpr poll, Expression queue) {
    Node body = Tree.body(poll);
    return body == null
        || Tree.enclosing(poll, ForEachStmt.class) != null
        || Tree.any(
            body,
            MethodCallExpr.class,
            c ->
                List.of("isEmpty", "size", "peek").contains(c.getNameAsString())
                    && c.getScope().map(s -> s.toString().equals(queue.toString())).orElse(false));
  }
}
