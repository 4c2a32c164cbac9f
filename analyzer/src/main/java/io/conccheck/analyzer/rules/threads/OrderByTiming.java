package io.conccheck.analyzer.rules.threads;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.WhileStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.Changes;
import io.conccheck.analyzer.facts.life.Tasks;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.SameVariable;
import io.conccheck.analyzer.rules.TaskStart;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.findings.Severity;
import io.conccheck.findings.card.Carded;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A pause after which another thread is believed to be done, or a priority to make it first. */
@AutoService({Rule.class, Carded.class})
public final class OrderByTiming implements Rule {

  private static final Set<String> WAITS =
      Set.of(
          "join",
          "get",
          "await",
          "awaitTermination",
          "acquire",
          "tryAcquire",
          "take",
          "poll",
          "invokeAll",
          "arriveAndAwaitAdvance",
          "isDone",
          "isAlive",
          "isTerminated",
          "wait",
          "exchange");

  @Override
  public void check(RuleContext file) {
    pauses(file);
    for (MethodCallExpr set : file.callsOn("java.lang.Thread", "setPriority")) {
      if (!set.getArguments().isEmpty() && isHighest(set.getArgument(0))) {
        file.report(set)
            .message(
                "`"
                    + set
                    + "` does not make this thread the first: a scheduler may ignore priorities")
            .help("Order threads with a lock, a latch or a queue.")
            .severity(Severity.NOTE)
            .emit();
      }
    }
  }

  private static boolean isHighest(Expression priority) {
    String text = priority.toString();
    return text.endsWith("MAX_PRIORITY") || text.equals("10");
  }

  private static void pauses(RuleContext file) {
    List<MethodCallExpr> pauses = new ArrayList<>();
    pauses.addAll(file.callsOn("java.lang.Thread", "sleep", "yield"));
    pauses.addAll(file.callsOn("java.util.concurrent.TimeUnit", "sleep"));
    pauses.removeIf(p -> Tree.loop(p) != null || Tree.body(p) == null);
    if (pauses.isEmpty()) {
      return;
    }
    pauses.forEach(p -> afterwards(file, p));
    Tasks tasks = new Tasks(file.types(), file.nodes());
    List<TaskStart> starts = TaskStart.in(file, tasks);
    for (MethodCallExpr pause : pauses) {
      for (TaskStart start : starts) {
        Expression read =
            start.body() == Tree.body(pause) ? null : hopedFor(pause, start, tasks, file);
        if (read != null) {
          report(file, pause, start, read);
          break;
        }
      }
    }
  }

  /** Between two starts, or before the exit code of a process that nobody waited for. */
  private static void afterwards(RuleContext file, MethodCallExpr pause) {
    Node body = Tree.body(pause);
    List<MethodCallExpr> calls = Tree.within(body, MethodCallExpr.class);
    if (calls.stream().anyMatch(c -> WAITS.contains(c.getNameAsString()) || isEnd(c))) {
      return;
    }
    MethodCallExpr before = null;
    for (MethodCallExpr c : calls) {
      boolean after = Tree.before(pause, c) && Tree.loop(c) == null;
      if (after && file.types().isCall(c, "java.lang.Process", "exitValue")) {
        file.report(c)
            .message(
                "the process is believed to have ended after a pause: if it has not, this throws")
            .help("Call `waitFor`, and look at what it returns.")
            .related(pause, "the pause")
            .emit();
        return;
      }
      boolean starts = c.getArguments().isEmpty() && file.types().isCall(c, THREAD, "start");
      if (starts && after && before != null) {
        file.report(pause)
            .severity(Severity.NOTE)
            .message("a pause is to let one thread do something before the next is started")
            .help("Order them by a latch or a queue, or `join` the first.")
            .related(before, "the one before")
            .related(c, "the one after")
            .emit();
        return;
      }
      before = starts && Tree.before(c, pause) ? c : before;
    }
  }

  private static final String THREAD = "java.lang.Thread";

  private static boolean isEnd(MethodCallExpr c) {
    return c.getNameAsString().matches("waitFor|onExit|interrupt|destroy\\w*");
  }

  /**
   * What the code reads after its pause of what the task writes, with nothing that waits for it.
   */
  private static Expression hopedFor(
      MethodCallExpr pause, TaskStart start, Tasks tasks, RuleContext file) {
    Node body = Tree.body(pause);
    boolean startedHere = Tree.body(start.at()) == body;
    List<Node> reach = tasks.reach(start.body());
    if (startedHere && !Tree.before(start.at(), pause) || Tree.holds(reach, body)) {
      return null;
    }
    if (Tree.any(body, MethodCallExpr.class, c -> waits(c, startedHere ? start.at() : body))) {
      return null;
    }
    for (Node part : reach) {
      for (Expression changed : Changes.in(part)) {
        if (Tree.loop(changed) instanceof WhileStmt) {
          continue; // it goes on for as long as it is let: the pause is what it is measured by
        }
        Expression read = readAfter(pause, changed, body, file);
        if (read != null) {
          return read;
        }
      }
    }
    return null;
  }

  private static boolean waits(MethodCallExpr c, Node from) {
    if (c.getNameAsString().equals("get") && c.getArguments().size() == 1) {
      return false; // of a list or map
    }
    boolean atomicGet = c.getNameAsString().equals("get") && c.getArguments().isEmpty();
    return WAITS.contains(c.getNameAsString())
        && (!atomicGet
            || c.getScope()
                .map(s -> s.toString().matches("(?i).*(fut|task|result).*"))
                .orElse(false))
        && (Tree.before(from, c) || from.isAncestorOf(c));
  }

  private static Expression readAfter(
      MethodCallExpr pause, Expression changed, Node body, RuleContext file) {
    for (NameExpr use : Tree.within(body, NameExpr.class)) {
      boolean written = Tree.parent(use) instanceof AssignExpr a && a.getTarget() == use;
      if (Tree.before(pause, use) && !written && same(use, changed, file)) {
        return use;
      }
    }
    for (FieldAccessExpr use : Tree.within(body, FieldAccessExpr.class)) {
      boolean written = Tree.parent(use) instanceof AssignExpr a && a.getTarget() == use;
      if (Tree.before(pause, use) && !written && same(use, changed, file)) {
        return use;
      }
    }
    return null;
  }

  private static boolean same(Expression use, Expression changed, RuleContext file) {
    FieldInfo a = file.types().field(use);
    FieldInfo b = file.types().field(changed);
    return a != null && b != null
        ? a.symbol().equals(b.symbol())
        : SameVariable.is(use, changed, file.types());
  }

  private static void report(
      RuleContext file, MethodCallExpr pause, TaskStart start, Expression read) {
    file.report(pause)
        .message(
            "after `%s` the task is believed to have set `%s`: nothing makes sure of it"
                .formatted(pause.getNameAsString(), read))
        .help("Wait for the task: `join` its thread, `get` its future or `await` a latch.")
        .related(start.at(), "the task is handed over here")
        .related(read, "what it sets is read here")
        .emit();
  }
}
