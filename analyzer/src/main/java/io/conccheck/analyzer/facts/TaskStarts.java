package io.conccheck.analyzer.facts;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.stmt.WhileStmt;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.TypeRef;
import io.conccheck.analyzer.types.Types;
import io.conccheck.findings.Location;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads where a body has tasks begin on other threads, and where it waits for them. */
final class TaskStarts {

  /** Who may run the tasks that a loop hands over at the same time. */
  private static final Set<EntryKind> REPEATED =
      EnumSet.of(
          EntryKind.EXECUTOR, EntryKind.ASYNC, EntryKind.VIRTUAL_THREAD, EntryKind.FORK_JOIN);

  /** Calls that hand a task to the one thread of a user interface. */
  private static final Set<String> EVENTS =
      Set.of("invokeLater", "runLater", "asyncExec", "runOnUiThread");

  private final BodyReader reader;
  private final Types types;
  private final FileFacts file;

  TaskStarts(BodyReader reader) {
    this.reader = reader;
    this.file = reader.file();
    this.types = file.types();
  }

  void spawn(MethodCallExpr call, EntryKind kind, Task task, boolean many) {
    long loop = reader.loop(call);
    boolean again = REPEATED.contains(kind) || kind.isStage() && isBegunInLoop(call, loop);
    boolean repeated = again && loop != 0 && !isJoinedInLoop(call);
    boolean single =
        kind == EntryKind.TIMER
            || EVENTS.contains(call.getNameAsString())
            || file.executors().isSingle(call);
    reader.spawn(call, kind, task, many || repeated, runner(call), single, loop);
  }

  /** True for a stage of a future that each round makes anew. */
  private boolean isBegunInLoop(MethodCallExpr stage, long loop) {
    MethodCallExpr begun =
        loop == 0 ? null : stage.getScope().map(s -> Futures.begun(s, types)).orElse(null);
    return begun != null && reader.loop(begun) == loop && !file.executors().isSingle(begun);
  }

  /** {@code submit(...).get()} or a wait further on inside the loop: one at a time. */
  private boolean isJoinedInLoop(MethodCallExpr call) {
    return file.joins().waitsInLoop(call)
        || call.getParentNode().orElse(null) instanceof MethodCallExpr c
            && (c.getNameAsString().equals("get") || c.getNameAsString().equals("join"));
  }

  Path runner(MethodCallExpr call) {
    Expression pool = file.executors().runner(call);
    MethodCallExpr begun =
        pool != null && pool == call.getScope().orElse(null) ? Futures.begun(pool, types) : null;
    if (begun != null && !file.executors().isSingle(begun)) {
      return Paths.fresh(begun); // of two such futures neither waits for the other
    }
    return pool == null ? Path.UNKNOWN : file.paths().of(pool);
  }

  /** Threads that begin and end, and other places where tasks are waited for. */
  void thread(MethodCallExpr call) {
    String name = call.getNameAsString();
    Expression scope = call.getScope().orElse(null);
    if (name.equals("start")
        && call.getArguments().isEmpty()
        && types.isCall(call, "java.lang.Thread")) {
      Task task =
          scope == null || scope.isThisExpr()
              ? new Task(
                  file.tasks().runMethod(types.receiverOf(call)),
                  Path.self(types.receiverOf(call).name()),
                  null,
                  List.of(),
                  Map.of())
              : file.tasks().of(scope);
      if (task != null) {
        long loop = reader.loop(call);
        Path runner = scope == null ? Path.UNKNOWN : file.paths().of(scope);
        // In a loop that makes its own thread each time, the same code runs many times over.
        boolean many = loop != 0 && !isJoinedInLoop(call);
        reader.spawn(call, EntryKind.THREAD, task, many, runner, false, loop);
      }
      if (scope != null) {
        takenOut(call, scope, EntryKind.THREAD);
      }
    }
    startEach(call);
    boolean waits = file.joins().waits(call);
    if (waits) {
      reader.body().joins.add(new Join(runner(call), asked(call)));
    }
  }

  /** Where the answer is sure to be yes: a loop that goes on meanwhile comes before. */
  private Location asked(MethodCallExpr call) {
    boolean asks = call.getNameAsString().startsWith("is");
    WhileStmt loop = asks ? Tree.enclosing(call, WhileStmt.class) : null;
    return loop != null && Tree.contains(loop.getCondition(), call) | loop.getCondition() == call
        ? reader.endOf(loop)
        : reader.site(call);
  }

  /** {@code threads.forEach(Thread::start)}. */
  private void startEach(MethodCallExpr call) {
    boolean starts =
        call.getNameAsString().equals("forEach")
            && call.getScope().isPresent()
            && call.getArguments().size() == 1
            && call.getArgument(0) instanceof MethodReferenceExpr r
            && r.getIdentifier().equals("start")
            && types.target(r) != null
            && types.isA(TypeRef.of(types.target(r).owner()), "java.lang.Thread");
    if (starts) {
      started(call, file.gathered().in(call.getScope().get()), EntryKind.THREAD);
    }
  }

  /** The threads or tasks that come out of an array or collection of this file. */
  void takenOut(MethodCallExpr call, Expression arg, EntryKind kind) {
    started(call, file.gathered().behind(arg), kind);
  }

  private void started(MethodCallExpr call, List<Gathered.Given> given, EntryKind kind) {
    boolean single = kind != EntryKind.THREAD && file.executors().isSingle(call);
    for (Gathered.Given g : given) {
      Task task = file.tasks().of(g.task());
      long loop = reader.loop(g.at());
      if (task != null) {
        reader.spawn(call, kind, task, g.many() || loop != 0, Path.UNKNOWN, single, loop);
      }
    }
  }
}
