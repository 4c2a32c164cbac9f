package io.conccheck.analyzer.rules;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import io.conccheck.analyzer.facts.life.Tasks;
import java.util.ArrayList;
import java.util.List;

/**
 * A place where a file hands code of its own to another thread.
 *
 * @param at the call, or the creation of the thread
 * @param task the argument that is the task; the creation itself for a subclass of Thread
 * @param body the lambda or method that the other thread runs
 */
public record TaskStart(Expression at, Expression task, Node body) {

  private static final String[] CALLS = {
    "submit",
    "execute",
    "schedule",
    "scheduleAtFixedRate",
    "scheduleWithFixedDelay",
    "runAsync",
    "supplyAsync",
    "startVirtualThread",
    "start",
    "unstarted",
    "fork"
  };

  /** All such places whose code stands in this file, in source order per kind. */
  public static List<TaskStart> in(RuleContext file, Tasks tasks) {
    List<TaskStart> found = new ArrayList<>();
    for (MethodCallExpr call : file.calls(CALLS)) {
      boolean handed =
          !call.getArguments().isEmpty()
              && (file.facts().handsOver(call)
                  || file.types().isCall(call, "java.lang.Thread$Builder"));
      add(found, call, handed ? call.getArgument(0) : null, tasks);
    }
    for (ObjectCreationExpr made : file.all(ObjectCreationExpr.class)) {
      if (file.types().isA(made, "java.lang.Thread")) {
        add(found, made, task(file, made), tasks);
      }
    }
    return found;
  }

  private static Expression task(RuleContext file, ObjectCreationExpr made) {
    if (made.getAnonymousClassBody().isPresent()
        || !file.types().of(made).isClass("java.lang.Thread")) {
      return made;
    }
    return made.getArguments().stream()
        .filter(a -> a.isLambdaExpr() || a.isMethodReferenceExpr() || isRunnable(file, a))
        .findFirst()
        .orElse(null);
  }

  private static boolean isRunnable(RuleContext file, Expression e) {
    return file.types().isA(e, "java.lang.Runnable");
  }

  private static void add(List<TaskStart> found, Expression at, Expression task, Tasks tasks) {
    Node body = task == null ? null : tasks.body(task);
    if (body != null) {
      found.add(new TaskStart(at, task, body));
    }
  }
}
