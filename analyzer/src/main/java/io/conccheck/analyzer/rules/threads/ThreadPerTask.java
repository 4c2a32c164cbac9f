package io.conccheck.analyzer.rules.threads;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.WhileStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.Leaving;
import io.conccheck.analyzer.facts.life.ValueFlow;
import io.conccheck.analyzer.rules.Constants;
import io.conccheck.analyzer.rules.Flow;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.rules.Symbols;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A new platform thread for whatever comes in. */
@AutoService({Rule.class, Carded.class})
public final class ThreadPerTask implements Rule {

  @Override
  public void check(RuleContext file) {
    builders(file);
    pipelines(file);
    helpers(file);
    for (ObjectCreationExpr made : file.all(ObjectCreationExpr.class)) {
      Statement loop = Tree.loop(made);
      boolean thread = file.types().isA(made, "java.lang.Thread");
      String limit = !thread ? null : loop == null ? lambda(file, made) : limit(file, loop);
      if (limit == null) {
        continue;
      }
      ValueFlow flow = ValueFlow.of(made, file.types(), file.nodes());
      boolean started =
          flow.calls("start").stream()
              .anyMatch(
                  s ->
                      Tree.loop(s) == loop
                          && Tree.body(s) == Tree.body(made)
                          && (loop == null || !Leaving.endsRounds(s)));
      boolean kept = !limit.startsWith("each round") && flow.leaves();
      boolean longLoop = limit.endsWith("long loop");
      if (started
          && (longLoop || !kept && !flow.uses("join"))
          && (loop == null || !waitsToRestart(loop))) {
        file.report(made)
            .message(
                limit
                    + " starts a thread: "
                    + (longLoop
                        ? "far more than there are cores"
                        : "nothing limits how many there are"))
            .help(
                "Give the tasks to a bounded pool"
                    + (file.release() >= 21 ? ", or to virtual threads." : "."))
            .subject(Subject.creationSite(Symbols.of(made, file.types())))
            .emit();
      }
    }
  }

  /** {@code Thread.ofPlatform().start(task)} in a loop without end. */
  private static void builders(RuleContext file) {
    for (MethodCallExpr start : file.callsOn("java.lang.Thread$Builder$OfPlatform", "start")) {
      Statement loop = Tree.loop(start);
      String limit = loop == null ? null : limit(file, loop);
      boolean kept = !(Tree.parent(start) instanceof ExpressionStmt);
      if (limit != null && !kept && !Leaving.endsRounds(start) && !waitsToRestart(loop)) {
        file.report(start)
            .message(limit + " starts a thread: nothing limits how many there are")
            .help("Give the tasks to a bounded pool, or to virtual threads.")
            .subject(Subject.creationSite(Symbols.of(start, file.types())))
            .emit();
      }
    }
  }

  /** {@code tasks.stream().map(Thread::new).forEach(Thread::start)}, of what was handed in. */
  private static void pipelines(RuleContext file) {
    for (MethodCallExpr each : file.calls("forEach")) {
      MethodCallExpr made =
          each.getScope().orElse(null) instanceof MethodCallExpr m && m.getArguments().size() == 1
              ? m
              : null;
      boolean starts =
          made != null
              && made.getNameAsString().equals("map")
              && each.getArguments().size() == 1
              && each.getArgument(0) instanceof MethodReferenceExpr r
              && r.getIdentifier().equals("start")
              && file.types().target(r) != null
              && file.types().isA(file.types().target(r).receiver(), "java.lang.Thread");
      Expression source =
          starts && made.getScope().orElse(null) instanceof MethodCallExpr s
              ? s.getScope().orElse(null)
              : null;
      Meaning m = source == null ? null : file.types().meaning(source);
      if (m != null && (m.isField() || m.local() instanceof Parameter)) {
        file.report(made)
            .message(
                "each element of `"
                    + source
                    + "` starts a thread: nothing limits how many there are")
            .help("Give the tasks to a bounded pool.")
            .emit();
      }
    }
  }

  /** Made and started by a private method that an unlimited loop calls, and kept nowhere. */
  private static void helpers(RuleContext file) {
    for (ObjectCreationExpr made : file.all(ObjectCreationExpr.class)) {
      MethodDeclaration helper = Tree.body(made) instanceof MethodDeclaration m ? m : null;
      if (helper == null
          || !helper.isPrivate()
          || Tree.loop(made) != null
          || !file.types().isA(made, "java.lang.Thread")) {
        continue;
      }
      ValueFlow flow = ValueFlow.of(made, file.types(), file.nodes());
      boolean started =
          flow.calls("start").stream()
              .anyMatch(s -> Tree.body(s) == helper && Tree.loop(s) == null);
      for (Node call : started && !flow.leaves() ? callers(file, helper) : List.<Node>of()) {
        Statement loop = Tree.loop(call);
        String limit = loop == null ? null : limit(file, loop);
        if (limit != null && !waitsToRestart(loop) && !Leaving.endsRounds(call)) {
          file.report(made)
              .message(limit + " starts a thread here: nothing limits how many there are")
              .help("Give the tasks to a bounded pool.")
              .related(call, "called in the loop here")
              .subject(Subject.creationSite(Symbols.of(made, file.types())))
              .emit();
          break;
        }
      }
    }
  }

  private static List<Node> callers(RuleContext file, MethodDeclaration m) {
    return new Surroundings(file).callers(m);
  }

  private static final int MANY = 100;

  /** What makes the number of rounds unlimited, or very large; null if it is neither. */
  private static String limit(RuleContext file, Statement loop) {
    if (Flow.isEndless(loop)) {
      return "each round of this endless loop";
    } else if (loop instanceof ForEachStmt f) {
      boolean given =
          file.types().isA(f.getIterable(), "java.util.Collection")
              && file.types().meaning(f.getIterable()) != null
              && (file.types().meaning(f.getIterable()).isField()
                  || file.types().meaning(f.getIterable()).local() instanceof Parameter);
      return given ? "each element of `" + f.getIterable() + "`" : null;
    } else if (loop instanceof WhileStmt w) {
      boolean input =
          w.getCondition().findAll(MethodCallExpr.class).stream()
              .anyMatch(
                  c ->
                      Set.of("readLine", "hasNext", "hasNextLine", "poll", "take")
                          .contains(c.getNameAsString()));
      if (!input && Flow.isOpenEnded(loop, file)) {
        return takesIn(loop) ? "each round of this open-ended loop" : null;
      }
      return input ? "each round of this loop over its input" : null;
    }
    boolean many =
        loop instanceof ForStmt f
            && f.getCompare().orElse(null) instanceof BinaryExpr b
            && isMany(file, b.getRight());
    return many ? "each round of this long loop" : null;
  }

  /** It goes on with what comes from outside. */
  private static boolean takesIn(Statement loop) {
    return Tree.any(
        loop,
        MethodCallExpr.class,
        c -> c.getNameAsString().matches("accept|take|poll|receive|read\\w*|next\\w*"));
  }

  private static boolean isMany(RuleContext file, Expression count) {
    return Constants.intOf(count, file).orElse(0) >= MANY
        || given(file, count).stream().anyMatch(v -> Constants.intOf(v, file).orElse(0) >= MANY);
  }

  /** What the callers of a private method give it for that parameter. */
  private static List<Expression> given(RuleContext file, Expression name) {
    Meaning m = file.types().meaning(name);
    if (m == null
        || !(m.local() instanceof Parameter p)
        || !(Tree.parent(p) instanceof MethodDeclaration method)
        || !method.isPrivate()) {
      return List.of();
    }
    int index = method.getParameters().indexOf(p);
    List<Expression> found = new ArrayList<>();
    for (Node c : new Surroundings(file).callers(method)) {
      if (c instanceof MethodCallExpr call && index < call.getArguments().size()) {
        found.add(call.getArgument(index));
      }
    }
    return found;
  }

  /** Made by what a collection's {@code forEach} runs. */
  private static String lambda(RuleContext file, ObjectCreationExpr made) {
    boolean each =
        Tree.body(made) instanceof LambdaExpr l
            && Tree.parent(l) instanceof MethodCallExpr c
            && c.getNameAsString().equals("forEach")
            && file.types().isCall(c, "java.util.Collection")
            && c.getScope().map(s -> file.types().meaning(s)).orElse(null) != null;
    return each ? "each element" : null;
  }

  private static boolean waitsToRestart(Statement loop) {
    return Tree.any(
        loop,
        MethodCallExpr.class,
        m -> Set.of("join", "acquire", "tryAcquire", "await").contains(m.getNameAsString()));
  }
}
