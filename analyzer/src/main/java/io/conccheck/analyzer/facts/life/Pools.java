package io.conccheck.analyzer.facts.life;

import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import io.conccheck.analyzer.source.NodeIndex;
import io.conccheck.analyzer.types.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The thread pools that a file makes. */
public final class Pools {

  public static final String EXECUTOR = "java.util.concurrent.Executor";
  public static final String SERVICE = "java.util.concurrent.ExecutorService";

  private static final Set<String> FACTORIES =
      Set.of(
          "newFixedThreadPool",
          "newCachedThreadPool",
          "newSingleThreadExecutor",
          "newScheduledThreadPool",
          "newSingleThreadScheduledExecutor");
  private static final Set<String> CLASSES =
      Set.of(
          "java.util.concurrent.ThreadPoolExecutor",
          "java.util.concurrent.ScheduledThreadPoolExecutor");

  private Pools() {}

  /**
   * A pool that keeps threads of its own until it is shut down.
   *
   * @param made the expression that makes it
   * @param kind name of the factory method, or simple name of the class
   * @param size number of threads that it never exceeds as written, or null if it has no such bound
   * @param factory the thread factory given, or null for the default one, whose threads hold the
   *     JVM
   */
  public record Pool(Expression made, String kind, Expression size, Expression factory) {

    /** True if one thread runs all tasks. */
    public boolean isSingle() {
      return kind.startsWith("newSingle")
          || size != null && size.isIntegerLiteralExpr() && size.toString().equals("1");
    }

    /** True if tasks wait in a queue once all threads are busy. */
    public boolean isBounded() {
      return isSingle() || size != null;
    }
  }

  /** All pools that are made in the file, in source order per kind. */
  public static List<Pool> in(Types types, NodeIndex nodes) {
    List<Pool> pools = new ArrayList<>();
    for (MethodCallExpr call : nodes.calls(FACTORIES.toArray(String[]::new))) {
      if (types.isCall(call, "java.util.concurrent.Executors")) {
        pools.add(made(call, call.getNameAsString(), call.getArguments(), types));
      }
    }
    for (ObjectCreationExpr o : nodes.all(ObjectCreationExpr.class)) {
      if (CLASSES.contains(types.of(o).name()) && o.getAnonymousClassBody().isEmpty()) {
        pools.add(made(o, o.getType().getNameAsString(), o.getArguments(), types));
      }
    }
    return pools;
  }

  private static Pool made(
      Expression made, String kind, NodeList<Expression> arguments, Types types) {
    Expression factory = null;
    for (Expression a : arguments) {
      boolean function = a.isLambdaExpr() || a.isMethodReferenceExpr();
      boolean handler = types.isA(a, "java.util.concurrent.RejectedExecutionHandler");
      boolean queue = types.isA(a, "java.util.Queue");
      boolean number = types.of(a).isPrimitive();
      boolean unit = types.isA(a, "java.util.concurrent.TimeUnit");
      if (function || !handler && !queue && !number && !unit) {
        factory = a;
      }
    }
    return new Pool(made, kind, size(kind, arguments), factory);
  }

  private static Expression size(String kind, NodeList<Expression> arguments) {
    return switch (kind) {
      case "newFixedThreadPool", "newScheduledThreadPool", "ScheduledThreadPoolExecutor" ->
          arguments.isEmpty() ? null : arguments.get(0);
      case "ThreadPoolExecutor" -> arguments.size() < 2 ? null : arguments.get(1);
      default -> null;
    };
  }
}
