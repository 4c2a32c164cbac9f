package io.conccheck.analyzer.facts;

import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.Types;

/** Which executors of a file are known to have one thread. */
final class Executors {

  private final Types types;
  private final BodyKeys keys;

  Executors(Types types, BodyKeys keys) {
    this.types = types;
    this.keys = keys;
  }

  /** What runs the task that a call hands over: the executor given as well, or the receiver. */
  Expression runner(MethodCallExpr call) {
    Expression last = call.getArguments().getLast().orElse(null);
    boolean given =
        last != null
            && call.getArguments().size() == 2
            && types.isA(last, "java.util.concurrent.Executor");
    return given ? last : call.getScope().orElse(null);
  }

  /** True if what runs the call's task is made as an executor of one thread. */
  boolean isSingle(MethodCallExpr call) {
    Expression scope = runner(call);
    if (scope == null) {
      return false;
    }
    Meaning m = types.meaning(scope);
    Expression value = Types.bare(scope);
    if (m != null && m.isField()) {
      value = keys.assigned(m.field().symbol());
    } else if (m != null && m.local() instanceof VariableDeclarator v) {
      value = v.getInitializer().map(Types::bare).orElseGet(() -> keys.assigned(v));
    }
    return value instanceof MethodCallExpr made && makesSingle(made);
  }

  /** True for an executor that runs all tasks at once, on the thread that hands them over. */
  boolean isDirect(MethodCallExpr call) {
    Expression scope = runner(call);
    Meaning m = scope == null ? null : types.meaning(scope);
    Expression value = scope == null ? null : Types.bare(scope);
    if (m != null && m.isField()) {
      value = m.field().isFinal() ? keys.assigned(m.field().symbol()) : null;
    } else if (m != null && m.local() instanceof VariableDeclarator v) {
      value = v.getInitializer().map(Types::bare).orElse(null);
    }
    return value instanceof MethodReferenceExpr r && r.getIdentifier().equals("run")
        || value instanceof MethodCallExpr c
            && c.getNameAsString().matches("directExecutor|newDirectExecutorService")
        || value instanceof LambdaExpr l
            && l.getParameters().size() == 1
            && l.getExpressionBody()
                .filter(e -> e.toString().equals(l.getParameter(0).getNameAsString() + ".run()"))
                .isPresent();
  }

  private boolean makesSingle(MethodCallExpr made) {
    String name = made.getNameAsString();
    boolean one =
        !made.getArguments().isEmpty()
            && made.getArgument(0).isIntegerLiteralExpr()
            && made.getArgument(0).asIntegerLiteralExpr().getValue().equals("1");
    boolean single =
        name.equals("newSingleThreadExecutor")
            || name.equals("newSingleThreadScheduledExecutor")
            || one && (name.equals("newFixedThreadPool") || name.equals("newScheduledThreadPool"));
    return single && types.isCall(made, "java.util.concurrent.Executors");
  }
}
