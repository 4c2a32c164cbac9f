package io.conccheck.analyzer.rules.threads;

import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import com.github.javaparser.ast.stmt.WhileStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.Condition;
import io.conccheck.analyzer.rules.Idle;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.TypeRef;
import io.conccheck.analyzer.types.Types;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.LinkedHashMap;
import java.util.Map;

/** Spinning on a field whose change may never be seen. */
@AutoService({Rule.class, Carded.class})
public final class SpinOnPlainField implements Rule {

  @Override
  public void check(RuleContext file) {
    stopFlags(file);
    for (Idle.Loop loop : Idle.in(file)) {
      FieldInfo field = plain(file, loop.condition());
      if (field == null || isLocked(loop.loop()) || works(loop.condition())) {
        continue;
      }
      for (AssignExpr a : file.all(AssignExpr.class)) {
        FieldInfo written = file.types().field(a.getTarget());
        boolean other =
            Tree.body(a) != null
                && Tree.body(a) != Tree.body(loop.loop())
                && !(Tree.body(a) instanceof ConstructorDeclaration);
        if (other && written != null && written.symbol().equals(field.symbol())) {
          file.report(loop.loop())
              .message(
                  "the loop waits for `"
                      + field.name()
                      + "`, a plain field: the change may never be seen")
              .help("Make the field volatile, or better wait on a latch or condition.")
              .related(a, "written here")
              .subject(Subject.field(field.symbol()))
              .emit();
          break;
        }
      }
    }
  }

  /**
   * The flag of a task that is started out of sight, tested by its loop, set by its methods; where
   * the start is in sight it is looked at as a race.
   */
  private static void stopFlags(RuleContext file) {
    Map<Statement, Expression> loops = new LinkedHashMap<>();
    file.all(WhileStmt.class).forEach(w -> loops.put(w, w.getCondition()));
    file.all(ForStmt.class).forEach(f -> f.getCompare().ifPresent(c -> loops.put(f, c)));
    file.all(DoStmt.class).forEach(d -> loops.put(d, d.getCondition()));
    loops.forEach((loop, condition) -> stopFlag(file, loop, condition));
  }

  private static void stopFlag(RuleContext file, Statement loop, Expression condition) {
    MethodDeclaration run = Tree.body(loop) instanceof MethodDeclaration m && isRun(m) ? m : null;
    ClassInfo in = run == null ? null : file.types().enclosingClass(run);
    boolean task =
        in != null
            && file.types().isA(in.selfType(), "java.lang.Runnable")
            && !in.name().contains("$");
    FieldInfo flag = task && !isLocked(loop) ? anyPlain(file, condition) : null;
    if (flag == null || !flag.owner().equals(in.name()) || !flag.type().isPrimitive()) {
      return;
    }
    AssignExpr set = setByOthers(file, flag);
    if (set != null) {
      file.report(loop)
          .message(
              "the loop of this task goes on until `"
                  + flag.name()
                  + "` changes, a plain field: the change may never be seen")
          .help("Make the field volatile.")
          .related(set, "written here")
          .subject(Subject.field(flag.symbol()))
          .emitIf(new Condition.StartedNowhere(file.facts().keyOf(run)));
    }
  }

  /** True if the test hands something to other code, which may change the field on the way. */
  private static boolean works(Expression condition) {
    return Tree.any(condition, MethodCallExpr.class, c -> !c.getArguments().isEmpty());
  }

  private static boolean isRun(MethodDeclaration m) {
    return m.getNameAsString().equals("run") && m.getParameters().isEmpty();
  }

  /** A write in a method that other threads can call, which the task itself does not call. */
  private static AssignExpr setByOthers(RuleContext file, FieldInfo flag) {
    Surroundings around = new Surroundings(file);
    for (AssignExpr a : file.all(AssignExpr.class)) {
      FieldInfo written = file.types().field(a.getTarget());
      if (written != null
          && written.symbol().equals(flag.symbol())
          && Tree.body(a) instanceof MethodDeclaration m
          && !m.isPrivate()
          && !isRun(m)
          && !around.mayBeLocked(a)
          && around.callers(m).isEmpty()) {
        return a;
      }
    }
    return null;
  }

  /** The same of each part that a condition with {@code &&} asks for. */
  private static FieldInfo anyPlain(RuleContext file, Expression condition) {
    if (!(Types.bare(condition) instanceof BinaryExpr b)
        || b.getOperator() != BinaryExpr.Operator.AND) {
      return plain(file, condition);
    }
    FieldInfo left = anyPlain(file, b.getLeft());
    return isBoolean(left) ? left : anyPlain(file, b.getRight());
  }

  private static boolean isBoolean(FieldInfo field) {
    return field != null && field.type().equals(TypeRef.BOOLEAN);
  }

  private static FieldInfo plain(RuleContext file, Expression condition) {
    Expression e = Types.bare(condition);
    if (e instanceof UnaryExpr u) {
      e = Types.bare(u.getExpression());
    } else if (e instanceof BinaryExpr b) {
      e = Types.bare(b.getLeft());
    }
    FieldInfo field = e instanceof MethodCallExpr c ? ofGetter(file, c) : file.types().field(e);
    return field == null || field.isVolatile() || field.isFinal() ? null : field;
  }

  /** The field that a method of this file returns and does nothing else; or null. */
  private static FieldInfo ofGetter(RuleContext file, MethodCallExpr call) {
    MethodDeclaration m =
        call.getArguments().isEmpty() ? new Surroundings(file).declaration(call) : null;
    boolean plain =
        m != null
            && !m.isSynchronized()
            && m.getBody().filter(b -> b.getStatements().size() == 1).isPresent();
    return plain && m.getBody().get().getStatement(0) instanceof ReturnStmt r
        ? r.getExpression().map(file.types()::field).orElse(null)
        : null;
  }

  private static boolean isLocked(Statement loop) {
    MethodDeclaration m = Tree.enclosing(loop, MethodDeclaration.class);
    return m != null && m.isSynchronized() || Tree.enclosing(loop, SynchronizedStmt.class) != null;
  }
}
