package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.LockKey;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.Flags;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.Target;
import io.conccheck.analyzer.types.TypeRef;
import io.conccheck.analyzer.types.Types;
import io.conccheck.findings.Severity;
import io.conccheck.findings.card.Carded;
import java.util.List;

/** Code that others registered, called while a lock is held: nobody knows what it will lock. */
@AutoService({Rule.class, Carded.class})
public final class CallbackUnderLock implements Rule {

  @Override
  public void check(RuleContext file) {
    for (ForEachStmt loop : file.all(ForEachStmt.class)) {
      VariableDeclarator variable = loop.getVariable().getVariable(0);
      FieldInfo listeners = listeners(file, loop.getIterable());
      if (listeners != null) {
        for (MethodCallExpr c : Tree.within(loop.getBody(), MethodCallExpr.class)) {
          if (isOn(file, c, variable) && judge(file, c, c, file.types().ofLocal(variable))) {
            break;
          }
        }
      }
    }
    for (MethodCallExpr each : file.calls("forEach")) {
      FieldInfo listeners = each.getScope().map(s -> listeners(file, s)).orElse(null);
      if (listeners != null && each.getArguments().size() == 1) {
        inLambda(file, each);
      }
    }
    for (MethodCallExpr c : file.calls("run", "accept", "apply", "call", "get", "test")) {
      FieldInfo callback = c.getScope().map(s -> file.types().field(Types.bare(s))).orElse(null);
      if (callback != null && !callback.isFinal() && isHandedIn(file, callback)) {
        judge(file, c, c, file.types().of(c.getScope().get()));
      } else if (c.getScope().map(s -> isLookedUp(file, s)).orElse(false)) {
        judge(file, c, c, file.types().of(c.getScope().get()));
      }
    }
    for (MethodCallExpr c :
        file.callsOn(
            "java.util.concurrent.CompletableFuture", "complete", "completeExceptionally")) {
      List<LockKey> held = file.facts().heldAt(c);
      FieldInfo future = c.getScope().map(s -> file.types().field(Types.bare(s))).orElse(null);
      if (!held.isEmpty() && future != null && isGivenAway(file, future)) {
        file.report(c)
            .severity(Severity.NOTE)
            .message(
                "`%s` runs whatever hangs on the future, with `%s` held"
                    .formatted(c, held.get(held.size() - 1).path()))
            .help("Complete the future after the lock is released.")
            .emit();
      }
    }
    for (MethodCallExpr c : file.calls("firePropertyChange", "fireIndexedPropertyChange")) {
      if (file.types().isCall(c, "java.beans.PropertyChangeSupport")) {
        List<LockKey> held = file.facts().heldAt(c);
        if (!held.isEmpty()) {
          report(
              file,
              c,
              TypeRef.of("java.beans.PropertyChangeSupport"),
              held.get(held.size() - 1),
              null);
        }
      }
    }
  }

  /** {@code handlers.get(key)}, kept in a local or not, of what others registered. */
  private static boolean isLookedUp(RuleContext file, Expression raw) {
    Expression e = Types.bare(raw);
    Meaning m = e instanceof NameExpr ? file.types().meaning(e) : null;
    if (m != null && m.local() instanceof VariableDeclarator v && v.getInitializer().isPresent()) {
      e = Types.bare(v.getInitializer().get());
    }
    FieldInfo f =
        e instanceof MethodCallExpr c && c.getNameAsString().matches("get|remove|poll|peek")
            ? c.getScope().map(s -> file.types().field(Types.bare(s))).orElse(null)
            : null;
    return f != null && isRegistered(file, f);
  }

  private static void inLambda(RuleContext file, MethodCallExpr each) {
    Expression what = each.getArgument(0);
    if (what instanceof LambdaExpr l && l.getParameters().size() == 1) {
      Parameter p = l.getParameter(0);
      for (MethodCallExpr c : Tree.within(l, MethodCallExpr.class)) {
        if (isOn(file, c, p)) {
          judge(file, c, each, file.types().ofLocal(p));
          return;
        }
      }
    } else if (what instanceof MethodReferenceExpr r) {
      Target t = file.types().target(r);
      if (t != null && !r.getScope().isThisExpr() && !t.method().isStatic()) {
        judge(file, each, each, TypeRef.of(t.owner()));
      }
    }
  }

  /** The field that holds what others registered: walked through itself, or in a copy. */
  private static FieldInfo listeners(RuleContext file, Expression raw) {
    Expression e = Types.bare(raw);
    Meaning m = e instanceof NameExpr ? file.types().meaning(e) : null;
    if (m != null && m.local() instanceof VariableDeclarator v && v.getInitializer().isPresent()) {
      e = Types.bare(v.getInitializer().get());
    }
    if (e instanceof ObjectCreationExpr o && o.getArguments().size() == 1) {
      e = o.getArgument(0);
    } else if (e instanceof MethodCallExpr c && c.getNameAsString().equals("copyOf")) {
      e = c.getArguments().isEmpty() ? e : c.getArgument(0);
    } else if (e instanceof MethodCallExpr c
        && c.getNameAsString().matches("values|get|getOrDefault")) {
      e = c.getScope().orElse(e);
    }
    FieldInfo f = file.types().field(Types.bare(e));
    return f != null && !f.type().isArray() && isRegistered(file, f) ? f : null;
  }

  private static boolean isOn(RuleContext file, MethodCallExpr c, Node variable) {
    Meaning m =
        c.getScope().filter(s -> s instanceof NameExpr).map(file.types()::meaning).orElse(null);
    return m != null && m.local() == variable;
  }

  /** Reports a call of foreign code if a lock is held where it stands, or by who calls it. */
  private static boolean judge(RuleContext file, MethodCallExpr c, Node at, TypeRef type) {
    if (!isForeign(file, type, c)) {
      return false;
    }
    List<LockKey> held = file.facts().heldAt(at);
    Node caller = null;
    if (held.isEmpty() && Tree.body(at) instanceof MethodDeclaration m && m.isPrivate()) {
      for (Node call : new Surroundings(file).callers(m)) {
        List<LockKey> there = file.facts().heldAt(call);
        if (!there.isEmpty()) {
          held = there;
          caller = call;
          break;
        }
      }
    }
    if (!held.isEmpty()) {
      report(file, c, type, held.get(held.size() - 1), caller);
    }
    return !held.isEmpty();
  }

  /** A callback: a function, a listener, or an interface that is told something. */
  private static boolean isForeign(RuleContext file, TypeRef type, MethodCallExpr c) {
    ClassInfo info = type.isClass() ? file.types().find(type.name()) : null;
    return info != null
        && (info.isInterface() || (info.flags() & Flags.ABSTRACT) != 0 && isCallback(file, type))
        && (isCallback(file, type) || info.fromSource() && file.types().of(c).isVoid());
  }

  private static boolean isCallback(RuleContext file, TypeRef type) {
    return type.name().equals("java.lang.Runnable")
        || type.name().equals("java.beans.PropertyChangeSupport")
        || type.name().startsWith("java.util.function.")
        || file.types().isA(type, "java.util.EventListener")
        || type.simpleName().matches(".*(Listener|Observer|Callback|Subscriber|Handler)");
  }

  /** True if a method that is not private adds one of its parameters. */
  private static boolean isRegistered(RuleContext file, FieldInfo listeners) {
    for (MethodCallExpr add : file.calls("add", "addLast", "addFirst", "offer", "put")) {
      Expression to = add.getScope().orElse(null);
      boolean ofKey =
          to instanceof MethodCallExpr c && c.getNameAsString().equals("computeIfAbsent");
      to = ofKey ? ((MethodCallExpr) to).getScope().orElse(null) : to;
      FieldInfo on = to == null ? null : file.types().field(to);
      int last = add.getArguments().size() - 1;
      if (on != null
          && on.symbol().equals(listeners.symbol())
          && last >= 0
          && isGiven(add.getArgument(last), Tree.enclosing(add, MethodDeclaration.class))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isGiven(Expression value, MethodDeclaration m) {
    return m != null
        && !m.isPrivate()
        && value instanceof NameExpr n
        && m.getParameterByName(n.getNameAsString()).isPresent();
  }

  /** True if a method that is not private returns it. */
  private static boolean isGivenAway(RuleContext file, FieldInfo future) {
    return file.all(ReturnStmt.class).stream()
        .anyMatch(
            r ->
                Tree.body(r) instanceof MethodDeclaration m
                    && !m.isPrivate()
                    && r.getExpression()
                        .map(e -> file.types().field(Types.bare(e)))
                        .filter(f -> f.symbol().equals(future.symbol()))
                        .isPresent());
  }

  /** True if a method that is not private sets the field to one of its parameters. */
  private static boolean isHandedIn(RuleContext file, FieldInfo callback) {
    for (AssignExpr a : file.all(AssignExpr.class)) {
      FieldInfo to = file.types().field(a.getTarget());
      if (to != null
          && to.symbol().equals(callback.symbol())
          && !(Tree.body(a) instanceof ConstructorDeclaration)
          && isGiven(a.getValue(), Tree.enclosing(a, MethodDeclaration.class))) {
        return true;
      }
    }
    return false;
  }

  private static void report(
      RuleContext file, MethodCallExpr c, TypeRef type, LockKey lock, Node caller) {
    var report =
        file.report(c)
            .message(
                "`"
                    + type.simpleName()
                    + "."
                    + c.getNameAsString()
                    + "` is foreign code, called with `"
                    + lock.path()
                    + "` held: if it waits for a thread that needs this lock, both hang")
            .help("Copy the listeners under the lock and call them after it is released.");
    if (!isCallback(file, type)) {
      report.severity(Severity.NOTE);
    }
    if (caller != null) {
      report.related(caller, "called from here with the lock held");
    }
    report.emit();
  }
}
