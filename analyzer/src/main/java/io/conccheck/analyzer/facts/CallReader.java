package io.conccheck.analyzer.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.Flags;
import io.conccheck.analyzer.types.MethodInfo;
import io.conccheck.analyzer.types.Target;
import io.conccheck.analyzer.types.TypeRef;
import io.conccheck.analyzer.types.Types;
import java.util.ArrayList;
import java.util.List;

/** Reads the calls of a body: scanned methods, tasks handed over, locks, waits. */
final class CallReader {

  private final BodyReader reader;
  private final Types types;
  private final FileFacts file;
  private final ContentsReader contents;
  private final TaskStarts starts;

  CallReader(BodyReader reader) {
    this.reader = reader;
    this.file = reader.file();
    this.types = file.types();
    this.contents = new ContentsReader(reader);
    this.starts = new TaskStarts(reader);
  }

  void call(MethodCallExpr call) {
    LockCalls.LockCall lock = file.lockCalls().of(call);
    if (lock != null) {
      if (lock.effect() != LockCalls.Effect.RELEASE) {
        boolean trying = lock.effect() == LockCalls.Effect.TRY;
        reader
            .body()
            .acquires
            .add(
                new Acquire(
                    lock.key(),
                    reader.held(call),
                    reader.site(call),
                    trying,
                    LockRanking.decides(call)));
      }
      boolean permits =
          lock.key().kind() == LockKey.Kind.SEMAPHORE || lock.key().kind() == LockKey.Kind.PERMITS;
      if (permits && lock.effect() == LockCalls.Effect.ACQUIRE) {
        block(call, "Semaphore.acquire", null);
      }
      return;
    }
    String why = file.blocking().of(call);
    if (why != null) {
      block(call, why, null);
    }
    waits(call);
    Target target = types.target(call);
    if (target == null) {
      promised(call);
      return;
    }
    ClassInfo owner = types.find(target.owner());
    if (target.method().isAbstract()) {
      functionIn(call);
    }
    if (owner != null && owner.fromSource()) {
      scanned(call, target, owner);
    } else {
      foreign(call, target);
    }
    starts.thread(call);
  }

  /** A method of an unknown class that a user says runs functions in place. */
  private void promised(MethodCallExpr call) {
    TypeRef on = types.receiverOf(call);
    if (on.isClass() && types.index().promises().runsInPlace(on.name(), call.getNameAsString())) {
      call.getArguments().forEach(arg -> inPlace(call, isTask(arg) ? file.tasks().of(arg) : null));
    }
  }

  private void inPlace(MethodCallExpr call, Task task) {
    if (task != null && task.body() != null) {
      long each = ElementWise.is(call, types) ? BodyReader.order(call) : 0;
      add(call, task.body(), false, Path.UNKNOWN, new NodeList<>(), each);
    }
  }

  private void scanned(MethodCallExpr call, Target target, ClassInfo owner) {
    MethodInfo m = target.method();
    boolean isSuper = call.getScope().map(Expression::isSuperExpr).orElse(false);
    boolean open =
        !m.isStatic()
            && !m.isPrivate()
            && !isSuper
            && (m.flags() & Flags.FINAL) == 0
            && !owner.isFinal();
    Path receiver = m.isStatic() ? Path.UNKNOWN : receiver(call, target);
    add(call, m.key(), open, receiver, call.getArguments());
  }

  private Path receiver(MethodCallExpr call, Target target) {
    return call.getScope()
        .filter(s -> !s.isSuperExpr())
        .map(file.paths()::of)
        .orElseGet(() -> Path.self(target.receiver().name()));
  }

  private void add(
      Node at, String callee, boolean virtual, Path receiver, NodeList<Expression> args) {
    add(at, callee, virtual, receiver, args, 0);
  }

  private void add(
      Node at,
      String callee,
      boolean virtual,
      Path receiver,
      NodeList<Expression> args,
      long each) {
    List<Path> paths = new ArrayList<>();
    List<Task> tasks = new ArrayList<>();
    for (Expression arg : args) {
      paths.add(file.paths().of(arg));
      tasks.add(isTask(arg) ? file.tasks().of(arg) : null);
    }
    reader
        .body()
        .calls
        .add(
            new CallSite(
                callee,
                virtual,
                receiver,
                List.copyOf(paths),
                java.util.Collections.unmodifiableList(tasks),
                reader.held(at),
                reader.site(at),
                each != 0 && reader.loop(at) == 0 ? each : reader.loop(at),
                Leaving.apart(at)));
  }

  private boolean isTask(Expression raw) {
    Expression arg = Types.bare(raw);
    return arg instanceof LambdaExpr
        || arg instanceof MethodReferenceExpr
        || types.isA(
            arg,
            "java.lang.Runnable",
            "java.util.concurrent.Callable",
            "java.util.concurrent.ForkJoinTask");
  }

  /** A method of the JDK or of a library: what it does with the functions it is given. */
  private void foreign(MethodCallExpr call, Target target) {
    call.getScope().ifPresent(scope -> contents.called(scope, call));
    if (target.owner().equals("java.util.Arrays") && !call.getArguments().isEmpty()) {
      new AccessReader(reader).elements(call.getArgument(0), call);
    }
    for (Gathered.Given g : InvokedTasks.of(call, file.gathered())) {
      Task task = file.tasks().of(g.task());
      if (task != null) {
        long loop = reader.loop(g.at());
        boolean many = g.many() || loop != 0;
        boolean single = file.executors().isSingle(call);
        reader.spawn(call, EntryKind.EXECUTOR, task, many, starts.runner(call), single, loop);
      }
    }
    boolean any = call.getArguments().stream().anyMatch(this::isTask);
    if (isFork(call)) {
      Task task = call.getScope().map(file.tasks()::of).orElse(null);
      if (task != null) {
        starts.spawn(call, EntryKind.FORK_JOIN, task, false);
      }
    }
    if (!any) {
      return;
    }
    TaskSinks.Sink sink = sink(call, target);
    for (Expression arg : call.getArguments()) {
      Task task = isTask(arg) ? file.tasks().of(arg) : null;
      if (sink.fate() == TaskSinks.Fate.SPAWN) {
        starts.takenOut(call, arg, sink.kind());
      }
      if (task == null) {
        if (sink.fate() == TaskSinks.Fate.SPAWN && isTask(arg)) {
          file.tasks().each(arg).forEach(t -> starts.spawn(call, sink.kind(), t, false));
        }
        continue;
      }
      switch (sink.fate()) {
        case IN_PLACE -> inPlace(call, task);
        case SPAWN -> starts.spawn(call, sink.kind(), task, false);
        case PARALLEL -> {
          starts.spawn(call, sink.kind(), task, !isAlone(call));
          reader.body().joins.add(new Join(starts.runner(call), reader.site(call)));
        }
        default -> {}
      }
    }
  }

  private TaskSinks.Sink sink(MethodCallExpr call, Target target) {
    TaskSinks.Sink sink = file.sinks().of(call, target.owner());
    boolean direct = sink.fate() == TaskSinks.Fate.SPAWN && file.executors().isDirect(call);
    return direct ? TaskSinks.IN_PLACE : sink;
  }

  private boolean isFork(MethodCallExpr call) {
    return call.getNameAsString().equals("fork")
        && types.isCall(call, "java.util.concurrent.ForkJoinTask");
  }

  /** {@code pool.invoke(task)}: of the functions it is given, one runs, and once. */
  private static boolean isAlone(MethodCallExpr call) {
    return call.getNameAsString().equals("invoke");
  }

  /** {@code visitor.visit(x)} where the variable was set to a lambda of this file. */
  private void functionIn(MethodCallExpr call) {
    Expression scope = call.getScope().map(Types::bare).orElse(null);
    boolean variable = scope instanceof NameExpr || scope instanceof FieldAccessExpr;
    String body = variable ? file.tasks().functionIn(scope) : null;
    if (body != null) {
      add(call, body, false, Path.UNKNOWN, new NodeList<>());
    } else if (variable && isParameter(scope)) {
      add(call, CallSite.GIVEN, false, file.paths().of(scope), new NodeList<>());
    }
  }

  /** A parameter of this body or, inside a task, of the method around. */
  private boolean isParameter(Expression variable) {
    Node declaration = file.paths().declaration(variable);
    Node of = declaration instanceof Parameter ? Tree.parent(declaration) : null;
    return of instanceof CallableDeclaration<?>
        || reader.body().params.contains(file.paths().of(variable).root());
  }

  private void waits(MethodCallExpr call) {
    String name = call.getNameAsString();
    if (name.equals("wait") && types.isCall(call, "java.lang.Object")) {
      Expression scope = call.getScope().orElse(null);
      ClassInfo self = types.enclosingClass(call);
      if (scope != null && types.isA(scope, "java.util.concurrent.locks.Condition")) {
        return; // meant to be its await, which gives the lock back
      }
      LockKey key =
          scope != null
              ? file.lockNames().monitor(scope)
              : self == null
                  ? null
                  : new LockKey(LockKey.Kind.MONITOR, self.name(), Path.self(self.name()));
      block(call, "Object.wait", key);
    } else if (name.startsWith("await")
        && types.isCall(call, "java.util.concurrent.locks.Condition")
        && call.getScope().isPresent()) {
      block(call, "Condition." + name, file.conditionLock(call.getScope().get()));
    }
  }

  private void block(MethodCallExpr call, String why, LockKey releases) {
    reader.body().blocks.add(new Block(why, releases, reader.held(call), reader.site(call)));
  }

  void creation(ObjectCreationExpr o) {
    Target target = types.target(o);
    if (target == null) {
      return;
    }
    ClassInfo owner = types.find(target.owner());
    if (owner != null && owner.fromSource()) {
      add(o, target.method().key(), false, Paths.fresh(o), o.getArguments());
    } else if (target.owner().startsWith("java.util.") && o.getArguments().size() == 1) {
      contents.walked(o.getArgument(0), o);
    }
  }
}
