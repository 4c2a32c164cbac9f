package io.conccheck.analyzer.rules.threads;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.FieldDeclarations;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.Types;
import io.conccheck.findings.card.Carded;

/** A ThreadLocal for each object. */
@AutoService({Rule.class, Carded.class})
public final class ThreadLocalNotStatic implements Rule {

  @Override
  public void check(RuleContext file) {
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
