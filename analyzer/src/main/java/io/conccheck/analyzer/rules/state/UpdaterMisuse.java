package io.conccheck.analyzer.rules.state;

import com.github.javaparser.ast.expr.ClassExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.TypeRef;
import io.conccheck.findings.card.Carded;

/** A field updater for a field that it cannot serve throws when its class is loaded. */
@AutoService({Rule.class, Carded.class})
public final class UpdaterMisuse implements Rule {

  private static final String PACKAGE = "java.util.concurrent.atomic.";

  @Override
  public void check(RuleContext file) {
    for (MethodCallExpr call : file.calls("newUpdater")) {
      TypeRef updater = call.getScope().map(s -> file.types().typeName(s)).orElse(TypeRef.UNKNOWN);
      String wanted = wanted(updater);
      int count = call.getArguments().size();
      if (wanted == null || count < 2 || !(call.getArgument(0) instanceof ClassExpr c)) {
        continue;
      }
      Expression name = call.getArgument(count - 1);
      TypeRef owner = file.types().resolve(c.getType());
      ClassInfo info = owner.isClass() ? file.types().find(owner.name()) : null;
      if (info == null || !name.isStringLiteralExpr()) {
        continue;
      }
      String field = name.asStringLiteralExpr().asString();
      String wrong = wrong(info, info.field(field), field, wanted);
      if (wrong != null) {
        file.report(call)
            .message("the updater cannot serve `" + field + "`: " + wrong)
            .help("Name a `volatile` instance field of the class and of the updater's type.")
            .emit();
      }
    }
  }

  private static String wanted(TypeRef updater) {
    if (updater.isClass(PACKAGE + "AtomicIntegerFieldUpdater")) {
      return "int";
    } else if (updater.isClass(PACKAGE + "AtomicLongFieldUpdater")) {
      return "long";
    }
    return updater.isClass(PACKAGE + "AtomicReferenceFieldUpdater") ? "reference" : null;
  }

  private static String wrong(ClassInfo owner, FieldInfo f, String name, String wanted) {
    String simple = owner.selfType().simpleName();
    if (f == null) {
      return "`" + simple + "` declares no field `" + name + "`";
    } else if (!f.isVolatile()) {
      return "it is not `volatile`";
    } else if (f.isStatic()) {
      return "it is static";
    }
    boolean fits =
        wanted.equals("reference")
            ? !f.type().isPrimitive()
            : f.type().isPrimitive() && f.type().name().equals(wanted);
    return fits || f.type().isUnknown() ? null : "its type is `" + f.type() + "`";
  }
}
