package io.conccheck.analyzer.rules.threads;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.SameVariable;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.Types;
import io.conccheck.findings.card.Carded;

/** A cleaning action that keeps alive what it waits to see dead. */
@AutoService({Rule.class, Carded.class})
public final class CleanerKeepsObject implements Rule {

  @Override
  public void check(RuleContext file) {
    for (MethodCallExpr register : file.callsOn("java.lang.ref.Cleaner", "register")) {
      if (register.getArguments().size() != 2) {
        continue;
      }
      Expression object = Types.bare(register.getArgument(0));
      Expression action = Types.bare(register.getArgument(1));
      if (holds(action, object, file)) {
        file.report(register)
            .message("this cleaning action holds `" + object + "` itself: it is never run")
            .help(
                "Move the state to clean into a static nested class that does not know the object.")
            .related(action, "the action refers to the object")
            .emit();
      }
    }
  }

  private static boolean holds(Expression action, Expression object, RuleContext file) {
    if (action instanceof LambdaExpr l) {
      return object.isThisExpr() ? usesThis(l, file) : mentions(l, object, file);
    } else if (action instanceof MethodReferenceExpr r) {
      Expression on = Types.bare(r.getScope());
      return object.isThisExpr()
          ? on.isThisExpr() || on.isSuperExpr()
          : SameVariable.is(on, object, file.types());
    } else if (action instanceof ObjectCreationExpr o) {
      boolean given =
          o.getArguments().stream()
              .anyMatch(
                  a ->
                      object.isThisExpr() && a.isThisExpr()
                          || SameVariable.is(a, object, file.types()));
      return given || object.isThisExpr() && isInner(o, file);
    }
    return false;
  }

  /** An anonymous or inner class has a reference to the object around it. */
  private static boolean isInner(ObjectCreationExpr o, RuleContext file) {
    if (o.getAnonymousClassBody().isPresent()) {
      return usesThis(o, file);
    }
    ClassInfo made = file.types().find(file.types().of(o).name());
    ClassInfo around = file.types().enclosingClass(o);
    return made != null
        && around != null
        && made.fromSource()
        && around.name().equals(made.outer())
        && !made.isStatic()
        && !made.isRecord()
        && !made.isEnum()
        && !made.isInterface();
  }

  /** Fields and methods of the object around, used without a scope or by {@code this}. */
  private static boolean usesThis(Expression action, RuleContext file) {
    ClassInfo around = file.types().enclosingClass(action);
    if (around == null) {
      return false;
    }
    boolean lambda = action.isLambdaExpr();
    boolean named =
        action.findAll(ThisExpr.class).stream()
            .anyMatch(t -> lambda || t.getTypeName().isPresent());
    boolean field =
        action.findAll(NameExpr.class).stream()
            .map(n -> file.types().meaning(n))
            .filter(m -> m != null && m.isField())
            .anyMatch(m -> !m.field().isStatic() && isOf(around, m.field().owner(), file));
    boolean method =
        action.findAll(MethodCallExpr.class).stream()
            .filter(c -> c.getScope().isEmpty())
            .map(c -> file.types().target(c))
            .anyMatch(t -> t != null && !t.method().isStatic() && isOf(around, t.owner(), file));
    return named || field || method;
  }

  private static boolean isOf(ClassInfo around, String owner, RuleContext file) {
    return file.types().isA(around.selfType(), owner);
  }

  private static boolean mentions(LambdaExpr l, Expression object, RuleContext file) {
    return l.findAll(NameExpr.class).stream()
        .anyMatch(n -> SameVariable.is(n, object, file.types()));
  }
}
