package io.conccheck.analyzer.rules.threads;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.Condition;
import io.conccheck.analyzer.facts.EntryKind;
import io.conccheck.analyzer.facts.life.Failures;
import io.conccheck.analyzer.rules.Finally;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.SameVariable;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.Flags;
import io.conccheck.findings.card.Carded;
import java.util.List;
import java.util.Set;

/** A value that the next task on the same thread finds. */
@AutoService({Rule.class, Carded.class})
public final class ThreadLocalNotRemoved implements Rule {

  private static final String LOCAL = "java.lang.ThreadLocal";

  /** Threads that run other code after this. */
  private static final Set<EntryKind> REUSED =
      Set.of(
          EntryKind.EXECUTOR,
          EntryKind.SCHEDULED,
          EntryKind.FORK_JOIN,
          EntryKind.ASYNC,
          EntryKind.STAGE,
          EntryKind.CALLBACK,
          EntryKind.PARALLEL_STREAM,
          EntryKind.TIMER,
          EntryKind.CONTAINER);

  @Override
  public void check(RuleContext file) {
    for (MethodCallExpr get : file.callsOn(LOCAL, "get")) {
      boolean filled =
          Tree.parent(get) instanceof MethodCallExpr c
              && c.getScope().orElse(null) == get
              && c.getNameAsString().matches("put|putAll|add|addAll")
              && file.types().isA(get, "java.util.Map", "java.util.Collection");
      Expression local = filled ? get.getScope().orElse(null) : null;
      if (local != null
          && Tree.body(get) != null
          && file.types().field(local) != null
          && removes(local, file).isEmpty()
          && file.calls("clear", "remove").isEmpty()
          && !mayBeRemovedElsewhere(local, file)) {
        report(file, get, Tree.body(get), "what is put into `%s` stays there for the next task");
      }
    }
    for (MethodCallExpr set : file.callsOn(LOCAL, "set")) {
      Expression local = set.getScope().orElse(null);
      Node body = Tree.body(set);
      boolean clears = !set.getArguments().isEmpty() && set.getArgument(0).isNullLiteralExpr();
      if (local == null || body == null || clears || file.types().meaning(local) == null) {
        continue;
      }
      List<MethodCallExpr> removes = removes(local, file);
      if (removes.isEmpty() && !mayBeRemovedElsewhere(local, file)) {
        report(file, set, body, "`%s` keeps its value on a pool thread after the task");
      } else if (skipped(removes, set, body, file)) {
        report(
            file,
            set,
            body,
            "`%s` keeps its value on a pool thread when the code after this throws");
      }
    }
  }

  private static void report(RuleContext file, MethodCallExpr set, Node body, String message) {
    String key = file.facts().keyOf(body);
    file.report(set)
        .message(message.formatted(set.getScope().get()))
        .help("Call `remove()` in a `finally` block of the task.")
        .emitIf(new Condition.RunsOn(key, REUSED));
  }

  private static List<MethodCallExpr> removes(Expression local, RuleContext file) {
    return file.callsOn(LOCAL, "remove").stream()
        .filter(r -> SameVariable.is(r.getScope().orElse(null), local, file.types()))
        .toList();
  }

  private static boolean mayBeRemovedElsewhere(Expression local, RuleContext file) {
    FieldInfo field = file.types().field(local);
    boolean reference =
        file.all(MethodReferenceExpr.class).stream()
            .anyMatch(r -> r.getIdentifier().equals("remove"));
    return reference || field != null && !field.isPrivate() && isPublic(field, file);
  }

  /** A field that other files may clean up; of a package-private one this file is the judge. */
  private static boolean isPublic(FieldInfo field, RuleContext file) {
    ClassInfo owner = file.types().find(field.owner());
    return (field.flags() & (Flags.PUBLIC | Flags.PROTECTED)) != 0
        && owner != null
        && (owner.flags() & Flags.PUBLIC) != 0;
  }

  /** A value set and removed again in one body, as other code that uses the variable does. */
  private static boolean isPair(MethodCallExpr set, MethodCallExpr remove, RuleContext file) {
    return Tree.body(set) == Tree.body(remove)
        && Tree.before(set, remove)
        && SameVariable.is(
            set.getScope().orElse(null), remove.getScope().orElse(null), file.types());
  }

  /** The only removal stands in the same body after the set, and not in a finally block. */
  private static boolean skipped(
      List<MethodCallExpr> removes, MethodCallExpr set, Node body, RuleContext file) {
    List<MethodCallExpr> here = removes.stream().filter(r -> Tree.body(r) == body).toList();
    boolean others =
        removes.stream()
            .filter(r -> Tree.body(r) != body)
            .anyMatch(r -> file.callsOn(LOCAL, "set").stream().noneMatch(s -> isPair(s, r, file)));
    if (here.size() != 1 || others) {
      return false;
    }
    MethodCallExpr remove = here.get(0);
    return Tree.body(remove) == body
        && Tree.before(set, remove)
        && !Finally.contains(remove)
        && Tree.any(
            body,
            MethodCallExpr.class,
            c ->
                Tree.before(set, c)
                    && Tree.before(c, remove)
                    && !Tree.statement(set).isAncestorOf(c)
                    && !Tree.statement(remove).isAncestorOf(c)
                    && !Failures.isCaught(c, body, ""));
  }
}
