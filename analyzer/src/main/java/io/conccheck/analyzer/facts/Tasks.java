package io.conccheck.analyzer.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.CastExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.Members;
import io.conccheck.analyzer.types.MethodInfo;
import io.conccheck.analyzer.types.Target;
import io.conccheck.analyzer.types.TypeRef;
import io.conccheck.analyzer.types.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds the code that an expression handed over as a task will run. */
final class Tasks {

  private static final List<String> RUN_METHODS =
      List.of("run", "call", "compute", "get", "accept", "apply");

  private final Types types;
  private final Paths paths;
  private final BodyKeys keys;

  Tasks(Types types, Paths paths, BodyKeys keys) {
    this.types = types;
    this.paths = paths;
    this.keys = keys;
  }

  /** The task that an argument is, or null if it is none that could be told. */
  Task of(Expression raw) {
    Expression e = Types.bare(raw);
    if (e instanceof CastExpr c) {
      return of(c.getExpression());
    } else if (e instanceof LambdaExpr || e instanceof MethodReferenceExpr) {
      return Task.ofBody(keys.of(e));
    } else if (e instanceof ObjectCreationExpr o) {
      return created(o, Paths.fresh(o));
    }
    if (e instanceof MethodCallExpr c) {
      boolean thread = unstarted(c) != null && types.isA(c, "java.lang.Thread");
      return thread ? of(unstarted(c)) : new TaskMakers(types, paths, keys).of(c, this);
    }
    Expression value = value(e);
    if (value instanceof ObjectCreationExpr o) {
      return created(o, paths.of(e));
    } else if (value instanceof LambdaExpr || value instanceof MethodReferenceExpr) {
      return Task.ofBody(keys.of(value));
    } else if (value instanceof MethodCallExpr c && unstarted(c) != null) {
      return of(unstarted(c));
    }
    Path object = paths.of(e);
    TypeRef type = types.of(e);
    boolean callable = type.isClass() && types.find(type.name()) != null;
    return callable ? new Task(runMethod(type), object, null, List.of(), Map.of()) : null;
  }

  /**
   * All tasks that an argument may be, where branches decide which; empty if none could be told.
   */
  List<Task> each(Expression argument) {
    List<Task> found = new ArrayList<>();
    for (Expression e : Branches.of(Types.bare(argument))) {
      Task task = of(e);
      if (task != null) {
        found.add(task);
      } else if (e instanceof MethodCallExpr c) {
        found.addAll(new TaskMakers(types, paths, keys).each(c, this));
      }
    }
    return found;
  }

  /** A new Thread's task is what it was given; any other new object runs itself. */
  private Task created(ObjectCreationExpr o, Path object) {
    TypeRef type = types.of(o);
    String run = type.isClass("java.lang.Thread") ? null : runMethod(type);
    if (run != null || !types.isA(type, "java.lang.Thread", "java.util.concurrent.FutureTask")) {
      Target constructor = types.target(o);
      String key = constructor == null ? null : constructor.method().key();
      return new Task(
          run, object, key, o.getArguments().stream().map(paths::of).toList(), Map.of());
    }
    for (Expression arg : o.getArguments()) {
      boolean runnable =
          Types.bare(arg) instanceof LambdaExpr
              || Types.bare(arg) instanceof MethodReferenceExpr
              || types.isA(arg, "java.lang.Runnable", "java.util.concurrent.Callable");
      if (runnable) {
        return of(arg);
      }
    }
    return null;
  }

  /** The task given to {@code Thread.ofVirtual().unstarted(task)}, or null. */
  private Expression unstarted(MethodCallExpr c) {
    boolean builder =
        c.getNameAsString().equals("unstarted") || c.getNameAsString().equals("newThread");
    return builder && c.getArguments().size() == 1 ? c.getArgument(0) : null;
  }

  /** Key of the lambda that a variable stands for, set once and never again; or null. */
  String functionIn(Expression variable) {
    Meaning m = types.meaning(variable);
    boolean once =
        m != null
            && (m.isField()
                ? m.field().isFinal()
                : m.local() instanceof VariableDeclarator && !paths.isReassigned(m.local()));
    Expression value = once ? value(variable) : null;
    boolean function = value instanceof LambdaExpr || value instanceof MethodReferenceExpr;
    return function ? keys.of(value) : null;
  }

  /** What a local or a field of this file was last seen to be given, or null. */
  private Expression value(Expression e) {
    Meaning m = types.meaning(e);
    if (m == null) {
      return null;
    }
    if (m.local() instanceof VariableDeclarator v) {
      Expression later = keys.assigned(v);
      return v.getInitializer().map(Types::bare).orElse(later);
    }
    return m.isField() ? keys.assigned(m.field().symbol()) : null;
  }

  /** Key of the scanned method that runs when an object of that class is run; or null. */
  String runMethod(TypeRef type) {
    if (!type.isClass()) {
      return null;
    }
    for (String name : RUN_METHODS) {
      for (Members.Inherited m : types.members().methods(type.name(), name)) {
        MethodInfo info = m.method();
        ClassInfo owner = types.find(info.owner());
        if (owner != null && owner.fromSource() && !info.isAbstract() && !info.isStatic()) {
          boolean task = info.params().isEmpty() || name.equals("accept") || name.equals("apply");
          if (task) {
            return info.key();
          }
        }
      }
    }
    return null;
  }

  static boolean isFieldDeclarator(Node n) {
    return n.getParentNode().orElse(null) instanceof FieldDeclaration;
  }
}
