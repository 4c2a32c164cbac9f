package io.conccheck.analyzer.rules.threads;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.ValueFlow;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Symbols;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;

/** A thread that is made and never started. */
@AutoService({Rule.class, Carded.class})
public final class ThreadNeverStarted implements Rule {

  @Override
  public void check(RuleContext file) {
    unstarted(file);
    for (ObjectCreationExpr made : file.all(ObjectCreationExpr.class)) {
      if (!file.types().isA(made, "java.lang.Thread")) {
        continue;
      }
      if (isOnlyJoined(made, file)) {
        file.report(made)
            .message(
                "the threads of this list are joined, but never started: their bodies do not run")
            .help("Call `start()` on each.")
            .subject(Subject.creationSite(Symbols.of(made, file.types())))
            .emit();
        continue;
      }
      ValueFlow flow = ValueFlow.of(made, file.types(), file.nodes());
      boolean plain = made.getType().getNameAsString().equals("Thread");
      if (plain
          && !flow.leaves()
          && flow.fields().stream().allMatch(FieldInfo::isPrivate)
          && flow.borrowed().isEmpty()
          && !flow.uses("start", "run", "getId", "threadId")) {
        String name = flow.name() == null ? "the thread made here" : "thread `" + flow.name() + "`";
        file.report(made)
            .message(name + " is never started: its body does not run")
            .help("Call `start()`.")
            .subject(Subject.creationSite(Symbols.of(made, file.types())))
            .emit();
      }
    }
  }

  /** {@code Thread.ofVirtual().unstarted(task)}. */
  private static void unstarted(RuleContext file) {
    for (MethodCallExpr made : file.callsOn("java.lang.Thread$Builder", "unstarted")) {
      ValueFlow flow = ValueFlow.of(made, file.types(), file.nodes());
      if (!flow.leaves()
          && flow.fields().isEmpty()
          && flow.borrowed().isEmpty()
          && !flow.uses("start", "run")) {
        file.report(made)
            .message("the thread made here is never started: its body does not run")
            .help("Call `start()`.")
            .subject(Subject.creationSite(Symbols.of(made, file.types())))
            .emit();
      }
    }
  }

  /** Put into a local list that its body walks through to join, and never to start anything. */
  private static boolean isOnlyJoined(ObjectCreationExpr made, RuleContext file) {
    Expression list =
        Tree.parent(made) instanceof MethodCallExpr add
                && add.getNameAsString().equals("add")
                && file.types().of(made).isClass("java.lang.Thread")
            ? add.getScope().orElse(null)
            : null;
    Meaning m = list == null ? null : file.types().meaning(list);
    if (m == null || !(m.local() instanceof VariableDeclarator v) || Tree.body(v) == null) {
      return false;
    }
    Node body = Tree.body(v);
    boolean fresh = v.getInitializer().filter(Expression::isObjectCreationExpr).isPresent();
    boolean started =
        body.findAll(MethodCallExpr.class).stream()
                .anyMatch(c -> c.getNameAsString().matches("start|run"))
            || body.findAll(MethodReferenceExpr.class).stream()
                .anyMatch(r -> r.getIdentifier().matches("start|run"));
    boolean joined =
        body.findAll(ForEachStmt.class).stream()
            .filter(l -> isNamed(l.getIterable(), v))
            .anyMatch(
                l -> Tree.any(l, MethodCallExpr.class, c -> c.getNameAsString().equals("join")));
    return fresh
        && joined
        && !started
        && body.findAll(NameExpr.class).stream()
            .filter(n -> isNamed(n, v))
            .allMatch(ThreadNeverStarted::staysHere)
        && body.findAll(ForEachStmt.class).stream()
            .filter(l -> isNamed(l.getIterable(), v))
            .allMatch(ThreadNeverStarted::keepsElements);
  }

  private static boolean isNamed(Expression e, VariableDeclarator v) {
    return e instanceof NameExpr n && n.getNameAsString().equals(v.getNameAsString());
  }

  private static boolean staysHere(NameExpr use) {
    Node up = Tree.parent(use);
    boolean harmless =
        up instanceof MethodCallExpr c
            && c.getScope().orElse(null) == use
            && c.getNameAsString().matches("add|size|isEmpty");
    return harmless || up instanceof ForEachStmt l && l.getIterable() == use;
  }

  /** Each thread is only spoken to, and handed to nobody. */
  private static boolean keepsElements(ForEachStmt loop) {
    String name = loop.getVariable().getVariable(0).getNameAsString();
    return loop.getBody().findAll(NameExpr.class).stream()
        .filter(n -> n.getNameAsString().equals(name))
        .allMatch(
            n -> Tree.parent(n) instanceof MethodCallExpr c && c.getScope().orElse(null) == n);
  }
}
