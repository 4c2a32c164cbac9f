package io.conccheck.analyzer.facts.life;

import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import io.conccheck.analyzer.source.NodeIndex;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.Types;
import java.util.ArrayList;
import java.util.List;

/**
 * Which outputs of a process are pipes to this JVM. Proven only: of a builder that is not known
 * from its creation on, none is.
 *
 * @param output true if its standard output is a pipe
 * @param error true if its error output is a pipe of its own
 */
public record BuilderPipes(boolean output, boolean error) {

  private static final BuilderPipes UNKNOWN = new BuilderPipes(false, false);

  /** The pipes of the process that this call starts. */
  public static BuilderPipes of(MethodCallExpr start, Types types, NodeIndex nodes) {
    if (start.getNameAsString().equals("exec")) {
      return new BuilderPipes(true, true);
    }
    Expression builder = root(start);
    if (builder instanceof ObjectCreationExpr creation) {
      return of(ValueFlow.of(creation, types, nodes));
    }
    Meaning m = builder == null ? null : types.meaning(builder);
    if (m == null || !m.isLocal()) {
      return UNKNOWN;
    }
    if (!(m.local() instanceof VariableDeclarator v)) {
      return UNKNOWN;
    }
    Expression initial = v.getInitializer().map(Types::bare).orElse(null);
    Expression made = initial instanceof MethodCallExpr c ? root(c) : initial;
    return made instanceof ObjectCreationExpr creation
        ? of(ValueFlow.of(creation, types, nodes), v, types, nodes)
        : UNKNOWN;
  }

  /** What a chain of calls begins with. */
  private static Expression root(MethodCallExpr call) {
    Expression scope = call.getScope().map(Types::bare).orElse(null);
    while (scope instanceof MethodCallExpr inner) {
      scope = inner.getScope().map(Types::bare).orElse(null);
    }
    return scope;
  }

  private static BuilderPipes of(
      ValueFlow made, VariableDeclarator variable, Types types, NodeIndex nodes) {
    ValueFlow held = ValueFlow.ofLocal(variable, variable.getNameAsString(), types, nodes);
    if (!held.escapes().isEmpty() || !made.escapes().isEmpty()) {
      return UNKNOWN;
    }
    List<MethodCallExpr> calls = new ArrayList<>(chained(made));
    calls.addAll(chained(held));
    return of(calls);
  }

  private static BuilderPipes of(ValueFlow made) {
    return made.escapes().isEmpty() ? of(chained(made)) : UNKNOWN;
  }

  private static List<MethodCallExpr> chained(ValueFlow flow) {
    List<MethodCallExpr> all = new ArrayList<>();
    for (MethodCallExpr call : flow.calls()) {
      MethodCallExpr c = call;
      while (c != null) {
        all.add(c);
        MethodCallExpr inner = c;
        boolean goesOn =
            Tree.parent(c) instanceof MethodCallExpr outer
                && outer.getScope().filter(s -> s == inner).isPresent();
        c = goesOn ? (MethodCallExpr) Tree.parent(c) : null;
      }
    }
    return all;
  }

  private static BuilderPipes of(List<MethodCallExpr> calls) {
    boolean output = true;
    boolean error = true;
    for (MethodCallExpr c : calls) {
      switch (c.getNameAsString()) {
        case "inheritIO" -> {
          output = false;
          error = false;
        }
        case "redirectOutput" -> output &= c.getArguments().isEmpty();
        case "redirectError" -> error &= c.getArguments().isEmpty();
        case "redirectErrorStream" -> error &= c.getArguments().isEmpty() || isFalse(c);
        default -> {}
      }
    }
    return new BuilderPipes(output, error);
  }

  private static boolean isFalse(MethodCallExpr c) {
    return c.getArgument(0).toString().equals("false");
  }
}
