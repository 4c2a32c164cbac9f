package io.conccheck.analyzer.rules.pools;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.WhileStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.LocalMethods;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.Types;
import io.conccheck.findings.card.Carded;
import java.util.List;

/** A task in form only: what it should do has been done by who hands it over. */
@AutoService({Rule.class, Carded.class})
public final class WorkDoneByCaller implements Rule {

  private static final String FUTURE = "java.util.concurrent.CompletableFuture";

  @Override
  public void check(RuleContext file) {
    LocalMethods methods = new LocalMethods(file.types(), file.nodes());
    for (MethodCallExpr call : file.callsOn(FUTURE, "completedFuture", "completedStage")) {
      Expression value = call.getArguments().isEmpty() ? null : Types.bare(call.getArgument(0));
      if (value instanceof MethodCallExpr c && works(c, methods, file)) {
        report(file, call, c);
      }
    }
    for (MethodCallExpr call :
        file.calls("submit", "execute", "supplyAsync", "runAsync", "schedule")) {
      if (!call.getArguments().isEmpty() && file.facts().handsOver(call)) {
        check(file, call, Types.bare(call.getArgument(0)), methods);
      }
    }
    for (ObjectCreationExpr made : file.all(ObjectCreationExpr.class)) {
      if (!made.getArguments().isEmpty() && file.types().of(made).isClass("java.lang.Thread")) {
        check(file, made, Types.bare(made.getArgument(0)), methods);
      }
    }
  }

  private static void check(
      RuleContext file, Expression handOver, Expression task, LocalMethods methods) {
    if (task instanceof MethodCallExpr factory) {
      MethodCallExpr work = doneInside(factory, methods, file);
      if (work != null) {
        report(file, handOver, work);
      }
    } else if (task instanceof ObjectCreationExpr made && made.getAnonymousClassBody().isEmpty()) {
      for (Expression a : made.getArguments()) {
        if (Types.bare(a) instanceof MethodCallExpr work && works(work, methods, file)) {
          report(file, handOver, work);
          return;
        }
      }
    } else if (task instanceof LambdaExpr l) {
      Expression only = result(l);
      MethodCallExpr work = only == null ? null : computed(only, file);
      if (work != null && Tree.body(work) == Tree.body(handOver) && works(work, methods, file)) {
        report(file, handOver, work);
      }
    }
  }

  /** In a method that makes a task: the work it does while the task only returns the result. */
  private static MethodCallExpr doneInside(
      MethodCallExpr factory, LocalMethods methods, RuleContext file) {
    CallableDeclaration<?> made = methods.declaration(factory);
    for (ReturnStmt r :
        made == null ? List.<ReturnStmt>of() : Tree.within(made, ReturnStmt.class)) {
      Expression task = r.getExpression().map(Types::bare).orElse(null);
      boolean nothing =
          task != null
              && (task.isNullLiteralExpr()
                  || task instanceof LambdaExpr e
                      && e.getBody() instanceof BlockStmt b
                      && b.getStatements().isEmpty());
      if (nothing && Tree.any(made, MethodCallExpr.class, c -> true)) {
        return factory;
      }
      Expression only = task instanceof LambdaExpr l ? result(l) : null;
      MethodCallExpr work = only == null ? null : computed(only, file);
      if (work != null && works(work, methods, file)) {
        return work;
      } else if (only != null && only.isNameExpr() && hasLoop(made)
          || task instanceof LambdaExpr && takesTime(made, file)) {
        return factory;
      }
    }
    return null;
  }

  /** The variable that is all a task returns; null if it does more. */
  private static Expression result(LambdaExpr l) {
    if (!l.getParameters().isEmpty()) {
      return null;
    }
    Expression e = l.getExpressionBody().orElse(null);
    if (e == null
        && l.getBody() instanceof BlockStmt b
        && b.getStatements().size() == 1
        && b.getStatement(0) instanceof ReturnStmt r) {
      e = r.getExpression().orElse(null);
    }
    return e == null || !Types.bare(e).isNameExpr() ? null : Types.bare(e);
  }

  /** The call that gave a local variable its value. */
  private static MethodCallExpr computed(Expression name, RuleContext file) {
    Meaning m = file.types().meaning(name);
    return m != null
            && m.local() instanceof VariableDeclarator v
            && v.getInitializer().map(Types::bare).orElse(null) instanceof MethodCallExpr c
        ? c
        : null;
  }

  /** True if the call surely takes its time: it waits, or runs a loop in a method of this file. */
  private static boolean works(MethodCallExpr call, LocalMethods methods, RuleContext file) {
    if (file.facts().blockingReason(call) != null || isInputOutput(call, file)) {
      return true;
    }
    CallableDeclaration<?> d = methods.declaration(call);
    return d != null
        && (hasLoop(d)
            || Tree.any(
                d,
                MethodCallExpr.class,
                c ->
                    file.facts().blockingReason(c) != null
                        || isInputOutput(c, file)
                        || c.getNameAsString().equals(d.getNameAsString())));
  }

  /** A pause, or a file or the network read to its end, outside of the task it makes. */
  private static boolean takesTime(Node made, RuleContext file) {
    return Tree.any(
        made,
        MethodCallExpr.class,
        c -> file.types().isCall(c, "java.lang.Thread", "sleep") || isInputOutput(c, file));
  }

  private static boolean isInputOutput(MethodCallExpr call, RuleContext file) {
    boolean stream =
        file.types().isCall(call, "java.io.InputStream", "readAllBytes")
            || file.types().isCall(call, "java.io.BufferedReader", "readLine")
            || file.types().isCall(call, "java.net.URL", "openStream");
    return stream
        || file.types()
            .isCall(
                call,
                "java.nio.file.Files",
                "readAllBytes",
                "readString",
                "readAllLines",
                "copy",
                "walk");
  }

  private static boolean hasLoop(Node d) {
    return !Tree.within(d, ForStmt.class).isEmpty()
        || !Tree.within(d, WhileStmt.class).isEmpty()
        || !Tree.within(d, ForEachStmt.class).isEmpty();
  }

  private static void report(RuleContext file, Node handOver, Node work) {
    file.report(handOver)
        .message("`" + work + "` runs here, on the caller's thread, before the task is handed over")
        .help("Put the work inside the task: `() -> ...`.")
        .related(work, "the work is done here")
        .emit();
  }
}
