package io.conccheck.analyzer.rules.threads;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.TryStmt;
import com.github.javaparser.ast.stmt.WhileStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.Tasks;
import io.conccheck.analyzer.rules.FieldDeclarations;
import io.conccheck.analyzer.rules.FieldUse;
import io.conccheck.analyzer.rules.Flow;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.Target;
import io.conccheck.analyzer.types.Types;
import io.conccheck.findings.card.Carded;
import java.util.List;
import java.util.Set;

/** An endless task that outlives every interrupt. */
@AutoService({Rule.class, Carded.class})
public final class UnstoppableTask implements Rule {

  @Override
  public void check(RuleContext file) {
    file.all(WhileStmt.class).forEach(w -> check(file, w));
    file.all(ForStmt.class).forEach(f -> check(file, f));
    file.all(DoStmt.class).forEach(d -> check(file, d));
  }

  /** The class around, or one beside it in that, makes daemons, which may well go on for ever. */
  private static boolean mayBeDaemon(RuleContext file, Node loop) {
    Node outermost = loop;
    for (Node n = loop; n != null; n = Tree.parent(n)) {
      outermost = n instanceof TypeDeclaration<?> ? n : outermost;
    }
    Node around = outermost;
    return file.calls("setDaemon", "daemon").stream().anyMatch(c -> Tree.contains(around, c));
  }

  private static void check(RuleContext file, Statement loop) {
    boolean task = isTask(file, Tree.body(loop)) || isStarted(file, Tree.body(loop));
    if (!Flow.isEndless(loop) && !isConstant(file, loop)
        || !task
        || canLeave(loop)
        || mayBeDaemon(file, loop)) {
      return;
    }
    for (CatchClause c : Tree.within(loop, CatchClause.class)) {
      if (c.getParameter().getTypeAsString().endsWith("InterruptedException")) {
        file.report(loop)
            .message(
                "this task never ends: no condition stops its loop, and interrupts are caught"
                    + " inside")
            .help("Leave the loop when interrupted, or test a volatile flag.")
            .related(c, "the interrupt is caught here and the loop goes on")
            .emit();
        return;
      }
    }
    CatchClause all = isHandedOver(file, loop) ? allInside(file, loop) : null;
    if (all != null) {
      file.report(loop)
          .message(
              "this task never ends: no condition stops its loop, and interrupts are caught inside"
                  + " with all else")
          .help("Leave the loop when interrupted, or test a volatile flag.")
          .related(all, "interrupts are caught here and the loop goes on")
          .emit();
      return;
    }
    CatchClause closed = isHandedOver(file, loop) ? closedInside(file, loop) : null;
    if (closed != null) {
      file.report(loop)
          .message(
              "this task never ends: even closing what it reads from is caught inside its loop")
          .help("Leave the loop when the socket is closed, or test a volatile flag.")
          .related(closed, "the failure is caught here and the loop goes on")
          .emit();
      return;
    }
    Tasks tasks = new Tasks(file.types(), file.nodes());
    boolean waits =
        tasks.reach(Tree.body(loop)).stream()
            .flatMap(b -> Tree.within(b, MethodCallExpr.class).stream())
            .anyMatch(c -> file.facts().blockingReason(c) != null || endsOrUnknown(file, c));
    if (!waits && isHandedOver(file, loop)) {
      file.report(loop)
          .message("this task never ends: nothing in its loop tests a flag or can be interrupted")
          .help("Leave the loop when interrupted, or test a volatile flag.")
          .emit();
    }
  }

  /** {@code while (running)}, where nothing ever sets the private field or local to false. */
  private static boolean isConstant(RuleContext file, Statement loop) {
    Expression condition = loop instanceof WhileStmt w ? Types.bare(w.getCondition()) : null;
    Meaning m = condition instanceof NameExpr ? file.types().meaning(condition) : null;
    if (m == null) {
      return false;
    }
    if (m.local() instanceof VariableDeclarator v) {
      return !file.facts().isReassigned(v) && isTrue(v.getInitializer().orElse(null));
    }
    return m.isField()
        && m.field().isPrivate()
        && !mayHaveSetter(loop, m.field())
        && isTrue(FieldDeclarations.initialValue(file, m.field()))
        && FieldUse.of(file, m.field()::equals).stream().noneMatch(FieldUse::writes);
  }

  /** Annotations may stand for a setter that is nowhere written. */
  private static boolean mayHaveSetter(Statement loop, FieldInfo field) {
    TypeDeclaration<?> in = Tree.enclosing(loop, TypeDeclaration.class);
    return !field.annotations().isEmpty() || in == null || !in.getAnnotations().isEmpty();
  }

  private static boolean isTrue(Expression value) {
    return value != null && value.isBooleanLiteralExpr() && value.asBooleanLiteralExpr().getValue();
  }

  /** A handler inside the loop for the exceptions by which waiting for the network would end. */
  private static CatchClause closedInside(RuleContext file, Statement loop) {
    for (CatchClause c : Tree.within(loop, CatchClause.class)) {
      boolean any =
          List.of("IOException", "SocketException", "Exception", "Throwable")
              .contains(c.getParameter().getTypeAsString());
      if (any
          && Tree.parent(c) instanceof TryStmt t
          && Tree.any(
              t.getTryBlock(),
              MethodCallExpr.class,
              m -> {
                String why = file.facts().blockingReason(m);
                return why != null && why.matches("(DatagramSocket|ServerSocket|Socket)\\..*");
              })) {
        return c;
      }
    }
    return null;
  }

  /** A handler of every exception around a helper of this file that an interrupt ends. */
  private static CatchClause allInside(RuleContext file, Statement loop) {
    Tasks tasks = new Tasks(file.types(), file.nodes());
    for (CatchClause c : Tree.within(loop, CatchClause.class)) {
      boolean any = List.of("Exception", "Throwable").contains(c.getParameter().getTypeAsString());
      boolean helper =
          any
              && Tree.parent(c) instanceof TryStmt t
              && Tree.within(t.getTryBlock(), MethodCallExpr.class).stream()
                  .filter(m -> file.facts().blockingReason(m) == null)
                  .map(m -> new Surroundings(file).declaration(m))
                  .filter(m -> m != null && isInterruptible(m))
                  .flatMap(m -> tasks.reach(m).stream())
                  .flatMap(b -> Tree.within(b, MethodCallExpr.class).stream())
                  .map(file.facts()::blockingReason)
                  .anyMatch(w -> w != null && w.matches("(Thread|BlockingQueue|TimeUnit)\\..*"));
      if (helper) {
        return c;
      }
    }
    return null;
  }

  private static boolean isInterruptible(MethodDeclaration m) {
    return m.getThrownExceptions().stream()
        .anyMatch(t -> t.toString().matches("InterruptedException|Exception|Throwable"));
  }

  /** A call that may block or throw in ways that this file does not show. */
  private static boolean endsOrUnknown(RuleContext file, MethodCallExpr c) {
    Target t = file.types().target(c);
    return t == null
        || t.owner().startsWith("java.io.") && !t.owner().equals("java.io.PrintStream")
        || t.owner().startsWith("java.net.")
        || t.owner().startsWith("java.nio.")
        || t.owner().equals("java.lang.Object") && c.getNameAsString().equals("wait")
        || t.owner().startsWith("java.util.concurrent.locks.")
        || Set.of("isInterrupted", "interrupted", "exit").contains(c.getNameAsString());
  }

  /**
   * Given to an executor, or the body of a thread class, not to a thread that another rule sees.
   */
  private static boolean isHandedOver(RuleContext file, Statement loop) {
    Node body = Tree.body(loop);
    return body instanceof MethodDeclaration
        || Tree.parent(body) instanceof MethodCallExpr c && file.facts().handsOver(c);
  }

  private static boolean canLeave(Statement loop) {
    return Tree.any(
            loop, Statement.class, s -> s.isReturnStmt() || s.isBreakStmt() || s.isThrowStmt())
        || Tree.any(
            loop,
            MethodCallExpr.class,
            m -> Set.of("isInterrupted", "interrupted", "exit").contains(m.getNameAsString()));
  }

  /** A method that a thread or pool is given by reference. */
  private static boolean isStarted(RuleContext file, Node body) {
    return body instanceof MethodDeclaration m
        && m.getParameters().isEmpty()
        && file.all(MethodReferenceExpr.class).stream()
            .filter(r -> r.getIdentifier().equals(m.getNameAsString()))
            .filter(r -> file.types().isA(file.types().expected(r), "java.lang.Runnable"))
            .anyMatch(r -> new Surroundings(file).declaration(r) == m);
  }

  private static boolean isTask(RuleContext file, Node body) {
    if (body instanceof LambdaExpr l) {
      return file.types()
          .isA(file.types().expected(l), "java.lang.Runnable", "java.util.concurrent.Callable");
    }
    if (!(body instanceof MethodDeclaration m) || !m.getNameAsString().equals("run")) {
      return false;
    }
    ClassInfo owner = file.types().enclosingClass(m);
    return owner != null && file.types().isA(owner.selfType(), "java.lang.Runnable");
  }
}
