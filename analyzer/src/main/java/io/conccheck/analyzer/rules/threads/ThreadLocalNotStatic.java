package io.conccheck.analyzer.rules.threads;

import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.ValueFlow;
import io.conccheck.analyzer.rules.FieldDeclarations;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.Types;
import io.conccheck.findings.card.Carded;

/** A ThreadLocal for each object. */
@AutoService({Rule.class, Carded.class})
public final class ThreadLocalNotStatic implements Rule {

  @Override
  public void check(RuleContext file) {
    locals(file);
    for (FieldDeclarations.Declared d :
        FieldDeclarations.of(
            file, f -> !f.isStatic() && file.types().isA(f.type(), "java.lang.ThreadLocal"))) {
      ClassInfo owner = file.types().enclosingClass(d.node());
      Expression value = d.node().getInitializer().orElse(null);
      boolean fresh =
          value != null && !Types.bare(value).isNameExpr() && !mentionsObject(value, owner, file);
      if (fresh && owner != null && !isSingle(owner, file) && !isRemoved(d.field(), file)) {
        file.report(d.node())
            .message(
                "`%s` is not static: each `%s` has a value of its own on each thread"
                    .formatted(d.field().name(), owner.selfType().simpleName()))
            .help("Declare it `static`.")
            .emit();
      }
    }
  }

  /** In a local that no task sees, it is a plain variable that leaves something on the thread. */
  private static void locals(RuleContext file) {
    for (VariableDeclarator v : file.all(VariableDeclarator.class)) {
      boolean made =
          Tree.body(v) != null
              && v.getInitializer().isPresent()
              && !v.getInitializer().get().isNameExpr()
              && v.getTypeAsString().matches("(Inheritable)?ThreadLocal\\b.*")
              && file.types().isA(file.types().ofLocal(v), "java.lang.ThreadLocal");
      if (made) {
        ValueFlow flow = ValueFlow.ofLocal(v, v.getNameAsString(), file.types(), file.nodes());
        boolean here =
            flow.escapes().isEmpty()
                && flow.fields().isEmpty()
                && flow.calls().stream().allMatch(c -> Tree.body(c) == Tree.body(v));
        if (here) {
          file.report(v)
              .message(
                  "`%s` is made anew by each call: it is a plain local that leaves its value on the thread"
                      .formatted(v.getNameAsString()))
              .help("Use a local variable, or a `static` field.")
              .emit();
        }
      }
    }
  }

  /** True if the value it starts with belongs to the object. */
  private static boolean mentionsObject(Expression value, ClassInfo owner, RuleContext file) {
    return !value.findAll(ThisExpr.class).isEmpty()
        || value.findAll(NameExpr.class).stream()
            .map(n -> file.types().field(n))
            .anyMatch(f -> f != null && !f.isStatic() && f.owner().equals(owner.name()))
        || value.findAll(MethodCallExpr.class).stream()
            .filter(c -> c.getScope().isEmpty())
            .map(c -> file.types().target(c))
            .anyMatch(t -> t != null && !t.method().isStatic());
  }

  /** One object by construction: an enum, or a class that keeps its only instance itself. */
  private static boolean isSingle(ClassInfo owner, RuleContext file) {
    return owner.isEnum()
        || owner.fields().values().stream()
            .anyMatch(f -> f.isStatic() && f.type().isClass(owner.name()));
  }

  /** Who cleans up after each use has thought of the object's life. */
  private static boolean isRemoved(FieldInfo field, RuleContext file) {
    return file.callsOn("java.lang.ThreadLocal", "remove").stream()
        .map(c -> c.getScope().map(s -> file.types().field(s)).orElse(null))
        .anyMatch(f -> f != null && f.symbol().equals(field.symbol()));
  }
}
