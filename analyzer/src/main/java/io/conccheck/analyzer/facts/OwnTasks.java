package io.conccheck.analyzer.facts;

import io.conccheck.findings.Location;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tasks that work on the fields of the class they stand in. */
final class OwnTasks {

  /**
   * One of them.
   *
   * @param body what runs
   * @param kind who runs it
   * @param start where it is started; null if that is not known
   * @param starter key of the body that starts it
   * @param owner the class whose fields are meant: the task's own, or the one around it
   * @param joins true if the class somewhere waits for a task to end
   * @param hidden true if nobody outside can wait for it: the class started it, gave nobody the
   *     thread, and was not given the pool
   */
  record OwnTask(
      Body body,
      EntryKind kind,
      Location start,
      String starter,
      String owner,
      boolean joins,
      boolean hidden) {}

  private OwnTasks() {}

  static List<OwnTask> of(Program program) {
    List<OwnTask> tasks = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Body b : program.bodies().values()) {
      for (Spawn s : b.spawns) {
        Body task = s.task().body() == null ? null : program.bodies().get(s.task().body());
        boolean own = task != null && (task.kind != Body.Kind.LAMBDA || task.owner.equals(b.owner));
        if (own && seen.add(task.key)) {
          boolean joins = joins(task.owner, program) || joins(b.owner, program);
          boolean hidden = b.givesNothing && task.owner.equals(b.owner) && !isGiven(s, program);
          tasks.add(new OwnTask(task, s.kind(), s.site(), b.key, task.owner, joins, hidden));
          if (task.owner.startsWith(b.owner + "$")) {
            boolean around = joins(b.owner, program);
            boolean apart = b.givesNothing && !isGiven(s, program);
            tasks.add(new OwnTask(task, s.kind(), s.site(), b.key, b.owner, around, apart));
          }
        }
      }
    }
    classes(program, seen, tasks);
    return tasks;
  }

  /** Nested classes that are threads or tasks by their type, whoever starts them. */
  private static void classes(Program program, Set<String> seen, List<OwnTask> tasks) {
    for (Body b : program.bodies().values()) {
      boolean nested = b.kind == Body.Kind.METHOD && b.owner.contains("$");
      boolean run = nested && b.key.endsWith("#run()") && !seen.contains(b.key);
      if (run && program.classes().isSubclass(b.owner, "java.lang.Runnable").yes()) {
        tasks.add(new OwnTask(b, EntryKind.THREAD, null, b.key, b.owner, true, false));
      }
    }
  }

  /** True for a pool that is a parameter, or that a constructor was given. */
  private static boolean isGiven(Spawn s, Program program) {
    Path runner = s.runner();
    if (s.kind() == EntryKind.THREAD || runner.isUnknown()) {
      return false;
    }
    return runner.isVariable()
        || runner.isThis()
            && program.bodiesOf(runner.root().substring("this:".length())).stream()
                .anyMatch(b -> b.sets.containsKey(runner.last()));
  }

  private static boolean joins(String owner, Program program) {
    return program.bodiesOf(owner).stream().anyMatch(b -> !b.joins.isEmpty());
  }

  /** Methods of the same class that others may call while the task runs. */
  static List<Body> outsiders(OwnTask task, Program program) {
    List<Body> others = new ArrayList<>();
    for (Body b : program.bodiesOf(task.owner())) {
      boolean open = b.kind == Body.Kind.METHOD && !b.isPrivate && !b.isStatic;
      boolean apart = b != task.body() && !b.key.equals(task.starter());
      if (open && apart && isCalledByOthers(program.entries().of(b.key))) {
        others.add(b);
      }
    }
    return others;
  }

  /** By no thread that is known, or by those of a container. */
  private static boolean isCalledByOthers(Set<EntryKind> kinds) {
    return kinds.isEmpty() || kinds.equals(Set.of(EntryKind.CONTAINER));
  }
}
