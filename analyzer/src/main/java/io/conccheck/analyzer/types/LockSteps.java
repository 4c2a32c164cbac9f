package io.conccheck.analyzer.types;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.SimpleName;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import io.conccheck.analyzer.source.LockWords;
import io.conccheck.analyzer.source.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads what a short method does to locks, step by step, without knowing types. A method whose
 * branches differ in that is left alone: nothing is said of it. For one body, one thread.
 */
final class LockSteps {

  private final List<String> params;
  private final Set<String> locals = new HashSet<>();
  private final List<LockStep> steps = new ArrayList<>();

  private LockSteps(List<String> params, BlockStmt body) {
    this.params = params;
    Tree.within(body, VariableDeclarator.class).forEach(v -> locals.add(v.getNameAsString()));
  }

  /** The steps of a method or constructor; none where they cannot be told. */
  static List<LockStep> of(CallableDeclaration<?> m, BlockStmt body) {
    boolean nothing = body == null || body.isEmpty() || !LockWords.isShort(body);
    if (nothing) {
      return List.of();
    }
    List<String> params = m.getParameters().stream().map(p -> p.getNameAsString()).toList();
    LockSteps reader = new LockSteps(params, body);
    boolean told = reader.block(body) && !reader.steps.isEmpty();
    return told && hasWord(body) ? List.copyOf(reader.steps) : List.of();
  }

  /** The same answer for a whole file and for its outline, which keeps no other bodies. */
  private static boolean hasWord(BlockStmt body) {
    return body.findFirst(SimpleName.class, n -> LockWords.isWord(n.getIdentifier())).isPresent();
  }

  private boolean block(BlockStmt b) {
    return b.getStatements().stream().allMatch(this::statement);
  }

  /** False if what the statement does to locks cannot be told. */
  private boolean statement(Statement s) {
    if (s instanceof ExpressionStmt e) {
      return expression(e.getExpression());
    } else if (s instanceof ReturnStmt r) {
      return r.getExpression().map(this::returned).orElse(true);
    } else if (s instanceof BlockStmt b) {
      return block(b);
    } else if (s instanceof SynchronizedStmt sync) {
      return block(sync.getBody());
    } else if (s instanceof TryStmt t && t.getResources().isEmpty()) {
      boolean caught = t.getCatchClauses().stream().anyMatch(LockSteps::mentions);
      return !caught
          && (t.getCatchClauses().isEmpty() || !mentions(t.getTryBlock()))
          && block(t.getTryBlock())
          && t.getFinallyBlock().map(this::block).orElse(true);
    }
    return !mentions(s);
  }

  private static boolean mentions(Node n) {
    return Tree.any(n, MethodCallExpr.class, c -> LockWords.mayLock(c.getNameAsString()));
  }

  private boolean expression(Expression e) {
    if (e instanceof VariableDeclarationExpr d) {
      return d.getVariables().stream()
          .allMatch(v -> v.getInitializer().map(this::value).orElse(true));
    }
    return e instanceof AssignExpr a ? value(a.getValue()) : value(e);
  }

  private boolean value(Expression raw) {
    Expression e = Types.bare(raw);
    if (e instanceof MethodCallExpr c && LockWords.mayLock(c.getNameAsString())) {
      steps.add(step(c, c.getNameAsString()));
      return true;
    } else if (e instanceof ObjectCreationExpr o && o.getAnonymousClassBody().isEmpty()) {
      steps.add(new LockStep(LockStep.NEW, o.getType().getNameWithScope(), all(o.getArguments())));
      return true;
    }
    return !mentions(e) && !(e instanceof MethodCallExpr c && isTry(c));
  }

  private boolean returned(Expression raw) {
    Expression e = Types.bare(raw);
    if (e instanceof MethodCallExpr c && isTry(c)) {
      steps.add(step(c, LockStep.TRIED + c.getNameAsString()));
      return true;
    }
    return value(e);
  }

  private static boolean isTry(MethodCallExpr c) {
    return LockWords.mayTry(c.getNameAsString());
  }

  private LockStep step(MethodCallExpr c, String name) {
    String on = c.getScope().map(this::chain).orElse("this");
    return new LockStep(name, on, all(c.getArguments()));
  }

  private List<String> all(List<Expression> arguments) {
    return arguments.stream().map(this::chain).toList();
  }

  private String chain(Expression raw) {
    Expression e = Types.bare(raw);
    if (e instanceof ThisExpr || e.isSuperExpr()) {
      return "this";
    } else if (e instanceof NameExpr n) {
      int param = params.indexOf(n.getNameAsString());
      return param >= 0
          ? "#" + param
          : locals.contains(n.getNameAsString()) ? "?" : n.getNameAsString();
    } else if (e instanceof FieldAccessExpr f) {
      String on = chain(f.getScope());
      return on.equals("?") ? on : on + "." + f.getNameAsString();
    }
    boolean side =
        e instanceof MethodCallExpr c
            && c.getNameAsString().matches("(read|write)Lock")
            && c.getArguments().isEmpty()
            && c.getScope().isPresent();
    String on = side ? chain(((MethodCallExpr) e).getScope().get()) : "?";
    return on.equals("?") ? on : on + "." + ((MethodCallExpr) e).getNameAsString() + "()";
  }
}
