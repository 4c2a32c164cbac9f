package io.conccheck.analyzer.facts;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import io.conccheck.analyzer.types.TypeRef;
import io.conccheck.analyzer.types.Types;
import java.util.Map;
import java.util.Set;

/** Which calls hand a task to another thread, and which run it here and now. */
final class TaskSinks {

  private static final String EXECUTOR = "java.util.concurrent.Executor";
  private static final String STAGE = "java.util.concurrent.CompletionStage";
  private static final String STREAM = "java.util.stream.BaseStream";

  /** How a call treats the functions it is given. */
  enum Fate {
    /** Runs them before it returns, on this thread. */
    IN_PLACE,
    /** Another thread runs them. */
    SPAWN,
    /** Several threads run them, and the call waits for all. */
    PARALLEL,
    /** Nobody can tell. */
    UNKNOWN
  }

  /** The fate of a call's tasks, and who runs them. */
  record Sink(Fate fate, EntryKind kind) {}

  static final Sink IN_PLACE = new Sink(Fate.IN_PLACE, null);
  private static final Sink UNKNOWN = new Sink(Fate.UNKNOWN, null);

  /** Packages of the JDK that keep no function for later, apart from what stands in LATER. */
  private static final Set<String> DIRECT =
      Set.of("java.util", "java.util.function", "java.util.stream", "java.security", "java.lang");

  private static final Set<String> LATER =
      Set.of("java.util.Timer", "java.lang.ThreadLocal", "java.lang.Runtime", "java.lang.Thread");

  private static final Map<String, EntryKind> SCHEDULES =
      Map.of(
          "schedule", EntryKind.SCHEDULED,
          "scheduleAtFixedRate", EntryKind.SCHEDULED,
          "scheduleWithFixedDelay", EntryKind.SCHEDULED);

  private final Types types;

  TaskSinks(Types types) {
    this.types = types;
  }

  /** What becomes of the functions given to a JDK method of that owner. */
  Sink of(MethodCallExpr call, String owner) {
    String name = call.getNameAsString();
    TypeRef receiver = types.receiverOf(call);
    TypeRef on = receiver.isClass() ? receiver : TypeRef.of(owner);
    if (types.isA(on, "java.util.concurrent.ForkJoinPool", "java.util.concurrent.ForkJoinTask")) {
      return new Sink(name.startsWith("invoke") ? Fate.PARALLEL : Fate.SPAWN, EntryKind.FORK_JOIN);
    } else if (SCHEDULES.containsKey(name) && types.isA(on, EXECUTOR)) {
      return new Sink(Fate.SPAWN, EntryKind.SCHEDULED);
    } else if (types.isA(on, EXECUTOR, "java.util.concurrent.CompletionService")) {
      return executor(name);
    } else if (types.isA(on, "java.util.concurrent.StructuredTaskScope")) {
      return name.equals("fork") ? new Sink(Fate.SPAWN, EntryKind.VIRTUAL_THREAD) : UNKNOWN;
    } else if (types.isA(on, STAGE)) {
      boolean start = name.equals("runAsync") || name.equals("supplyAsync");
      EntryKind later = Futures.isOwn(call, types) ? EntryKind.STAGE : EntryKind.CALLBACK;
      return new Sink(Fate.SPAWN, start ? EntryKind.ASYNC : later);
    } else if (types.isA(on, "java.util.Timer")) {
      return new Sink(Fate.SPAWN, EntryKind.TIMER);
    } else if (types.isA(on, "java.lang.Thread$Builder") || name.equals("startVirtualThread")) {
      return new Sink(
          name.startsWith("start") ? Fate.SPAWN : Fate.UNKNOWN, EntryKind.VIRTUAL_THREAD);
    } else if (types.isA(on, STREAM)) {
      return isParallel(call) && !name.equals("forEachOrdered")
          ? new Sink(Fate.PARALLEL, EntryKind.PARALLEL_STREAM)
          : IN_PLACE;
    } else if (types.isA(on, "java.util.Map", "java.util.Collection", "java.util.Optional")) {
      return IN_PLACE;
    }
    return other(call, owner);
  }

  private static Sink executor(String name) {
    if (name.equals("submit") || name.equals("execute") || name.equals("fork")) {
      return new Sink(Fate.SPAWN, EntryKind.EXECUTOR);
    }
    return name.startsWith("invoke") ? new Sink(Fate.PARALLEL, EntryKind.EXECUTOR) : UNKNOWN;
  }

  private Sink other(MethodCallExpr call, String owner) {
    String name = call.getNameAsString();
    if (name.equals("addShutdownHook")) {
      return new Sink(Fate.SPAWN, EntryKind.HOOK);
    } else if (name.equals("invokeLater") || name.equals("runLater")) {
      return new Sink(Fate.SPAWN, EntryKind.EXECUTOR);
    }
    int dot = owner.lastIndexOf('.');
    boolean direct = dot > 0 && DIRECT.contains(owner.substring(0, dot)) && !LATER.contains(owner);
    boolean promised = types.index().promises().runsInPlace(owner, name);
    return direct || promised ? IN_PLACE : UNKNOWN;
  }

  /** True for an operation of a chain that somewhere before became parallel. */
  static boolean isParallel(MethodCallExpr call) {
    Expression e = call.getScope().orElse(null);
    while (e instanceof MethodCallExpr c) {
      String n = c.getNameAsString();
      if (n.equals("parallelStream") || n.equals("parallel")) {
        return true;
      } else if (n.equals("sequential")) {
        return false;
      }
      e = c.getScope().orElse(null);
    }
    return false;
  }
}
