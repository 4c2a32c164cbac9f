package io.conccheck.analyzer.facts;

import com.github.javaparser.ast.expr.MethodCallExpr;
import java.util.List;
import java.util.Set;

/** The tasks in a collection that {@code invokeAll} or {@code invokeAny} is given. */
final class InvokedTasks {

  private static final Set<String> ALL = Set.of("invokeAll", "invokeAny");

  private InvokedTasks() {}

  /** Those that the file shows; none for calls of other methods. */
  static List<Gathered.Given> of(MethodCallExpr call, Gathered gathered) {
    return ALL.contains(call.getNameAsString()) && !call.getArguments().isEmpty()
        ? gathered.in(call.getArgument(0))
        : List.of();
  }
}
