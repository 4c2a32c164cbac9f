package io.conccheck.analyzer.rules.state;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.stmt.ExplicitConstructorInvocationStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.Flags;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.findings.Severity;
import io.conccheck.findings.card.Carded;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** An object shown to others, on other threads too, before its constructor has set its fields. */
@AutoService({Rule.class, Carded.class})
public final class ThisEscape implements Rule {

  private static final Set<String> RUNS =
      Set.of(
          "submit",
          "execute",
          "schedule",
          "scheduleAtFixedRate",
          "scheduleWithFixedDelay",
          "runAsync",
          "supplyAsync",
          "startVirtualThread",
          "start");

  private static final Pattern REGISTERS =
      Pattern.compile(
          "(add|register|set|on)\\w*(Listener|Observer|Handler|Callback)|subscribe|register|listen");

  @Override
  public void check(RuleContext file) {
    for (ConstructorDeclaration c : file.all(ConstructorDeclaration.class)) {
      ClassInfo in = file.types().enclosingClass(c);
      if (in == null || in.isEnum()) {
        continue;
      }
      Node escape = escape(file, c, in);
      AssignExpr later = escape == null ? null : setLater(file, c, in, escape);
      if (later != null) {
        report(file, escape, in, later);
      } else if (escape instanceof MethodCallExpr call
          && (startsItself(file, call, in) || starts(file, call, in) && isOpen(file, in))) {
        file.report(call)
            .severity(Severity.NOTE)
            .message(
                "a thread that uses this `%s` is started in its constructor: the fields of a subclass are not set yet when it begins"
                    .formatted(in.selfType().simpleName()))
            .help("Start the thread after it is built, or make the class final.")
            .emit();
      }
    }
  }

  private static void report(RuleContext file, Node escape, ClassInfo in, AssignExpr later) {
    file.report(escape)
        .message(
            "`this` leaves the constructor of `"
                + in.selfType().simpleName()
                + "` before `"
                + later.getTarget()
                + "` is set: others may see the object half-built")
        .help("Publish the object after it is built, in a factory method or a `start` method.")
        .related(later, "set here, after others can see the object")
        .emit();
  }

  /** The first place where others get hold of the object; or null. */
  private static Node escape(RuleContext file, ConstructorDeclaration c, ClassInfo in) {
    for (AssignExpr a : Tree.within(c.getBody(), AssignExpr.class)) {
      FieldInfo f = a.getValue() instanceof ThisExpr ? file.types().field(a.getTarget()) : null;
      if (f != null && f.isStatic()) {
        return a;
      }
    }
    Surroundings around = new Surroundings(file);
    for (MethodCallExpr call : Tree.within(c.getBody(), MethodCallExpr.class)) {
      MethodDeclaration helper = call.getScope().isEmpty() ? around.declaration(call) : null;
      boolean helps =
          helper != null
              && helper.isPrivate()
              && Tree.any(helper, MethodCallExpr.class, x -> gives(file, x, in));
      if (gives(file, call, in) || helps) {
        return call;
      }
    }
    return null;
  }

  private static boolean gives(RuleContext file, MethodCallExpr call, ClassInfo in) {
    return starts(file, call, in) || hands(file, call, in) || publishes(file, call, in);
  }

  /** {@code start()} of itself, of a thread made from itself or from code that uses it. */
  private static boolean starts(RuleContext file, MethodCallExpr call, ClassInfo in) {
    if (!call.getNameAsString().equals("start") || !call.getArguments().isEmpty()) {
      return false;
    }
    Expression scope = call.getScope().orElse(null);
    boolean self = scope == null || scope instanceof ThisExpr;
    if (self) {
      return file.types().isA(in.selfType(), "java.lang.Thread");
    }
    List<Expression> made =
        scope.isObjectCreationExpr() ? List.of(scope) : file.facts().valuesOf(scope);
    return made.size() == 1
        && made.get(0) instanceof ObjectCreationExpr o
        && file.types().isA(o, "java.lang.Thread")
        && o.getArguments().stream().anyMatch(a -> carriesThis(file, a, in));
  }

  /** A class that others may extend, or that another one of the file does. */
  private static boolean isOpen(RuleContext file, ClassInfo in) {
    boolean everybody =
        !in.isFinal()
            && (in.flags() & Flags.PUBLIC) != 0
            && in.methods("<init>").stream().anyMatch(c -> !c.isPrivate());
    return everybody
        || file.all(ClassOrInterfaceDeclaration.class).stream()
            .map(file.types()::declaredBy)
            .anyMatch(
                c ->
                    c != null
                        && !c.name().equals(in.name())
                        && file.types().isA(c.selfType(), in.name()));
  }

  private static boolean startsItself(RuleContext file, MethodCallExpr call, ClassInfo in) {
    return call.getNameAsString().equals("start")
        && call.getScope().map(s -> s instanceof ThisExpr).orElse(true)
        && !in.isFinal()
        && (in.flags() & Flags.PRIVATE) == 0
        && file.types().isA(in.selfType(), "java.lang.Thread");
  }

  private static boolean hands(RuleContext file, MethodCallExpr call, ClassInfo in) {
    return RUNS.contains(call.getNameAsString())
        && call.getArguments().stream().anyMatch(a -> carriesThis(file, a, in))
        && (file.facts().handsOver(call)
            || file.types().isCall(call, "java.util.concurrent.Executor"));
  }

  /** Put into a static collection, or registered as a listener. */
  private static boolean publishes(RuleContext file, MethodCallExpr call, ClassInfo in) {
    boolean self = call.getArguments().stream().anyMatch(a -> a instanceof ThisExpr);
    String name = call.getNameAsString();
    // What is registered with something that came from outside is called by whoever has it.
    boolean registers =
        REGISTERS.matcher(name).matches()
            && call.getScope().map(s -> isGiven(file, s)).orElse(false)
            && call.getArguments().stream().anyMatch(a -> carriesThis(file, a, in));
    if (registers) {
      return true;
    } else if (!self) {
      return false;
    }
    FieldInfo on = call.getScope().map(s -> file.types().field(s)).orElse(null);
    boolean shared = on != null && on.isStatic() && Set.of("add", "put", "offer").contains(name);
    return shared
        || call.getScope().isPresent()
            && name.matches("(add|register)\\w*(Listener|Observer|Handler|Callback)|subscribe");
  }

  /** A parameter of the constructor, or a static field. */
  private static boolean isGiven(RuleContext file, Expression e) {
    Meaning m = file.types().meaning(e);
    return m != null && (m.isField() ? m.field().isStatic() : m.local() instanceof Parameter);
  }

  /** {@code this} itself, or code that uses the object's fields or methods. */
  private static boolean carriesThis(RuleContext file, Expression a, ClassInfo in) {
    if (a instanceof ThisExpr) {
      return true;
    } else if (a instanceof MethodReferenceExpr r) {
      return r.getScope() instanceof ThisExpr;
    } else if (!(a instanceof LambdaExpr)
        && !(a instanceof ObjectCreationExpr o && o.getAnonymousClassBody().isPresent())) {
      return false;
    }
    boolean fields =
        a.findAll(Expression.class).stream()
            .filter(e -> e.isNameExpr() || e.isFieldAccessExpr())
            .map(e -> file.types().field(e))
            .anyMatch(f -> f != null && !f.isStatic() && f.owner().equals(in.name()));
    boolean calls =
        a.findAll(MethodCallExpr.class).stream()
            .anyMatch(
                m ->
                    m.getScope().isEmpty()
                        && file.types().target(m) != null
                        && !file.types().target(m).method().isStatic()
                        && file.types().target(m).owner().equals(in.name()));
    return fields || calls || !a.findAll(ThisExpr.class).isEmpty();
  }

  /** A field of the object that the same constructor sets after that. */
  private static AssignExpr setLater(
      RuleContext file, ConstructorDeclaration c, ClassInfo in, Node escape) {
    for (AssignExpr a : Tree.within(c.getBody(), AssignExpr.class)) {
      FieldInfo f = a == escape ? null : file.types().field(a.getTarget());
      if (f != null
          && !f.isStatic()
          && f.owner().equals(in.name())
          && Tree.before(escape, a)
          && !a.isAncestorOf(escape)
          && Tree.enclosing(a, ExplicitConstructorInvocationStmt.class) == null) {
        return a;
      }
    }
    return null;
  }
}
