package io.conccheck.analyzer.rules;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.Meaning;
import java.util.List;
import java.util.Set;

/** Whether code that changes a field runs on one thread only, as its file shows. */
public final class Writers {

  private final RuleContext file;
  private final Surroundings around;

  public Writers(RuleContext file, Surroundings around) {
    this.file = file;
    this.around = around;
  }

  /**
   * True if the place is part of what one thread runs and nobody else: the body of a thread made
   * once, a periodic task, a task of a single-threaded pool, or of private methods called by such
   * only; for a field of the instance also the {@code run} method of its own class.
   */
  public boolean isOneThread(Node place, FieldInfo field) {
    return one(place, field, Tree.identitySet()) && !otherTaskWrites(place, field);
  }

  private boolean one(Node place, FieldInfo field, Set<Node> seen) {
    Node body = Tree.body(place);
    if (body instanceof LambdaExpr l) {
      return Surroundings.runsLater(l) ? handedToOne(l) : one(l, field, seen);
    }
    if (!(body instanceof MethodDeclaration m)) {
      return false;
    }
    if (isTask(m)) {
      return !field.isStatic() && (ownTask(m, field) || startedOnce(m));
    }
    if (!seen.add(m)) {
      return true;
    }
    List<Node> callers = m.isPrivate() ? around.callers(m) : List.of();
    Node first = callers.stream().map(this::task).filter(t -> t != null).findFirst().orElse(null);
    if (callers.stream().map(this::task).anyMatch(t -> t != null && t != first)) {
      return false;
    }
    return !callers.isEmpty() && callers.stream().allMatch(c -> one(c, field, seen));
  }

  /** Another task than the one around the place changes the field as well. */
  private boolean otherTaskWrites(Node place, FieldInfo field) {
    Node own = task(place);
    return own != null
        && FieldUse.of(file, f -> f.symbol().equals(field.symbol())).stream()
            .filter(FieldUse::writes)
            .map(u -> task(u.node()))
            .anyMatch(t -> t != null && t != own);
  }

  /** The lambda around a place that is handed to another thread, or null. */
  private Node task(Node place) {
    for (Node b = Tree.body(place); b instanceof LambdaExpr; b = Tree.body(b)) {
      if (Surroundings.runsLater(b)) {
        return b;
      }
    }
    return null;
  }

  private boolean isTask(MethodDeclaration m) {
    return Set.of("run", "call", "doInBackground", "compute").contains(m.getNameAsString())
        && m.getParameters().isEmpty();
  }

  /** Every task object has fields of its own, unless one object is given to several threads. */
  private boolean ownTask(MethodDeclaration m, FieldInfo field) {
    ClassInfo in = file.types().enclosingClass(m);
    return in != null && in.name().equals(field.owner()) && !isShared(in);
  }

  private boolean startedOnce(MethodDeclaration m) {
    if (Tree.parent(m) instanceof ObjectCreationExpr o) {
      return Surroundings.runsLater(o) ? handedToOne(o) : Tree.loop(o) == null;
    }
    ClassInfo in = file.types().enclosingClass(m);
    return in != null && made(in) < 2;
  }

  private int made(ClassInfo task) {
    int count = 0;
    for (ObjectCreationExpr o : file.all(ObjectCreationExpr.class)) {
      count += file.types().of(o).isClass(task.name()) ? loops(o) : 0;
    }
    return count;
  }

  /** One object of the class, held in a variable, given to threads or pools more than once. */
  private boolean isShared(ClassInfo task) {
    int uses = 0;
    for (ObjectCreationExpr o : file.all(ObjectCreationExpr.class)) {
      if (o.getType().getNameAsString().equals("Thread")) {
        uses += handed(o.getArguments(), task) ? loops(o) : 0;
      }
    }
    for (MethodCallExpr c : file.calls("submit", "execute", "startVirtualThread")) {
      uses += handed(c.getArguments(), task) ? loops(c) : 0;
    }
    return uses > 1;
  }

  private boolean handed(List<Expression> arguments, ClassInfo task) {
    return arguments.stream()
        .anyMatch(a -> a.isNameExpr() && file.types().of(a).isClass(task.name()));
  }

  private static int loops(Node n) {
    return Tree.loop(n) == null ? 1 : 2;
  }

  private boolean handedToOne(Node task) {
    Node up = Tree.parent(task);
    if (Tree.loop(up) != null) {
      return false;
    }
    if (up instanceof MethodCallExpr c) {
      String name = c.getNameAsString();
      return name.startsWith("schedule")
          || name.equals("start")
          || name.equals("startVirtualThread")
          || name.equals("unstarted")
          || c.getScope().map(this::isSingle).orElse(false);
    }
    return true;
  }

  /** True if the pool is one of {@code newSingleThreadExecutor}, or unknown. */
  private boolean isSingle(Expression pool) {
    Meaning m = file.types().meaning(pool);
    Expression value = null;
    if (m != null && m.isField()) {
      value = FieldDeclarations.initialValue(file, m.field());
    } else if (m != null && m.local() instanceof VariableDeclarator v) {
      value = v.getInitializer().orElse(null);
    }
    return value == null
        || value instanceof MethodCallExpr c && c.getNameAsString().contains("Single")
        || value.toString().contains("newFixedThreadPool(1");
  }
}
