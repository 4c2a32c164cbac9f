package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.LockKey;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.TypeRef;
import io.conccheck.analyzer.types.Types;
import io.conccheck.findings.card.Carded;
import java.util.List;

/** Code that others registered, called while a lock is held: nobody knows what it will lock. */
@AutoService({Rule.class, Carded.class})
public final class CallbackUnderLock implements Rule {

  @Override
  public void check(RuleContext file) {
    for (ForEachStmt loop : file.all(ForEachStmt.class)) {
      FieldInfo listeners = file.types().field(Types.bare(loop.getIterable()));
      if (listeners == null || listeners.isStatic() && listeners.isFinal() && isFixed(listeners)) {
        continue;
      }
      String variable = loop.getVariable().getVariable(0).getNameAsString();
      TypeRef type = file.types().ofLocal(loop.getVariable().getVariable(0));
      if (!isForeign(file, type) || !isRegistered(file, listeners)) {
        continue;
      }
      for (MethodCallExpr c : Tree.within(loop.getBody(), MethodCallExpr.class)) {
        List<LockKey> held = isOn(c, variable) ? file.facts().heldAt(c) : List.of();
        if (!held.isEmpty()) {
          report(file, c, type, held.get(held.size() - 1));
          break;
        }
      }
    }
  }

  private static boolean isFixed(FieldInfo f) {
    return f.type().isArray();
  }

  private static boolean isOn(MethodCallExpr c, String variable) {
    Expression scope = c.getScope().orElse(null);
    return scope instanceof NameExpr n && n.getNameAsString().equals(variable);
  }

  /** A callback: an interface of the JDK's functional ones, or one that calls itself a listener. */
  private static boolean isForeign(RuleContext file, TypeRef type) {
    ClassInfo info = type.isClass() ? file.types().find(type.name()) : null;
    if (info == null || !info.isInterface()) {
      return false;
    }
    String n = type.simpleName();
    return type.name().equals("java.lang.Runnable")
        || type.name().startsWith("java.util.function.")
        || file.types().isA(type, "java.util.EventListener")
        || n.endsWith("Listener")
        || n.endsWith("Observer")
        || n.endsWith("Callback")
        || n.endsWith("Subscriber");
  }

  /** True if a method that is not private adds one of its parameters. */
  private static boolean isRegistered(RuleContext file, FieldInfo listeners) {
    for (MethodCallExpr add : file.calls("add", "addLast", "addFirst", "offer")) {
      FieldInfo on = add.getScope().map(s -> file.types().field(s)).orElse(null);
      var m = Tree.enclosing(add, com.github.javaparser.ast.body.MethodDeclaration.class);
      if (on != null
          && on.symbol().equals(listeners.symbol())
          && m != null
          && !m.isPrivate()
          && add.getArguments().size() == 1
          && add.getArgument(0) instanceof NameExpr n
          && m.getParameterByName(n.getNameAsString()).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static void report(RuleContext file, MethodCallExpr c, TypeRef type, LockKey lock) {
    file.report(c)
        .message(
            "`"
                + type.simpleName()
                + "."
                + c.getNameAsString()
                + "` is foreign code, called with `"
                + lock.path()
                + "` held: if it waits for a thread that needs this lock, both hang")
        .help("Copy the listeners under the lock and call them after it is released.")
        .emit();
  }
}
