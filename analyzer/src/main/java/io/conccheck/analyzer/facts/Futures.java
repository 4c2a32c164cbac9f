package io.conccheck.analyzer.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.ReturnStmt;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.Target;
import io.conccheck.analyzer.types.Types;
import java.util.Optional;

/** Where the future comes from that a stage hangs on. */
final class Futures {

  private static final int DEEPEST = 8;

  private Futures() {}

  /**
   * True if the stage surely runs on another thread, or the future is one that the JDK or this file
   * made. Other code may complete a future of its own on the very thread that hangs a stage on it.
   */
  static boolean isOwn(MethodCallExpr stage, Types types) {
    return stage.getNameAsString().endsWith("Async")
        || stage.getScope().isEmpty()
        || isOwn(stage.getScope().get(), types, DEEPEST);
  }

  /**
   * The call of {@code supplyAsync} or {@code runAsync} with which the chain of stages begins that
   * an expression gives; null if it begins elsewhere or hangs on other futures as well.
   */
  static MethodCallExpr begun(Expression future, Types types) {
    Expression e = Types.bare(future);
    for (int depth = 0; depth < DEEPEST; depth++) {
      Meaning m = e.isNameExpr() ? types.meaning(e) : null;
      if (m != null && m.local() instanceof VariableDeclarator v) {
        e = v.getInitializer().map(Types::bare).orElse(e);
      }
      if (!(e instanceof MethodCallExpr c)
          || !types.isCall(c, "java.util.concurrent.CompletableFuture")
          || c.getNameAsString().matches("\\w*(Combine|Both|Either|Compose)\\w*")) {
        return null;
      } else if (c.getNameAsString().matches("(supply|run)Async")) {
        return c;
      }
      e = c.getScope().map(Types::bare).orElse(c);
    }
    return null;
  }

  private static boolean isOwn(Expression raw, Types types, int depth) {
    Expression e = Types.bare(raw);
    if (depth == 0 || e.isObjectCreationExpr()) {
      return true;
    } else if (e instanceof MethodCallExpr c) {
      return called(c, types, depth);
    }
    Meaning m = types.meaning(e);
    return m != null
        && m.local() instanceof VariableDeclarator v
        && v.getInitializer().map(i -> isOwn(i, types, depth - 1)).orElse(false);
  }

  private static boolean called(MethodCallExpr c, Types types, int depth) {
    if (c.getNameAsString().endsWith("Async")) {
      return true;
    }
    Target target = types.target(c);
    if (target == null) {
      return types.meaning(c) == null && c.getScope().map(Expression::isNameExpr).orElse(false);
    }
    boolean stage = target.owner().startsWith("java.util.concurrent.Complet");
    if (stage) {
      return c.getScope().isEmpty()
          || types.meaning(c.getScope().get()) == null && c.getScope().get().isNameExpr()
          || isOwn(c.getScope().get(), types, depth - 1);
    }
    ClassInfo owner = types.find(target.owner());
    boolean scanned = owner != null && owner.fromSource();
    return !scanned && target.owner().startsWith("java.")
        || scanned
            && declared(c)
                .flatMap(m -> m.getBody())
                .map(
                    b ->
                        Tree.within(b, ReturnStmt.class).stream()
                            .anyMatch(
                                r ->
                                    r.getExpression()
                                        .map(x -> isOwn(x, types, depth - 1))
                                        .orElse(false)))
                .orElse(false);
  }

  /** The method of this file that a call without an object means. */
  private static Optional<MethodDeclaration> declared(MethodCallExpr c) {
    for (Node n = c; n != null && c.getScope().isEmpty(); n = Tree.parent(n)) {
      if (n instanceof TypeDeclaration<?> t) {
        for (MethodDeclaration m : t.getMethodsByName(c.getNameAsString())) {
          if (m.getParameters().size() == c.getArguments().size()) {
            return Optional.of(m);
          }
        }
      }
    }
    return Optional.empty();
  }
}
