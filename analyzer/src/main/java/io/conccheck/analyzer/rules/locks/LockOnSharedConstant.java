package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.ClassExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.FieldDeclarations;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.TypeRef;
import io.conccheck.analyzer.types.Types;
import io.conccheck.findings.card.Carded;
import java.util.Set;

/** A lock object that the whole JVM shares, or that is none: boxes, literals, values. */
@AutoService({Rule.class, Carded.class})
public final class LockOnSharedConstant implements Rule {

  private static final Set<String> BOXES =
      Set.of(
          "java.lang.Boolean",
          "java.lang.Byte",
          "java.lang.Character",
          "java.lang.Short",
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Float",
          "java.lang.Double");
  private static final Set<String> COLLECTIONS =
      Set.of("java.util.List", "java.util.Set", "java.util.Map");
  private static final Set<String> VALUES =
      Set.of(
          "java.util.Optional",
          "java.util.OptionalInt",
          "java.util.OptionalLong",
          "java.util.OptionalDouble",
          "java.lang.Runtime$Version",
          "java.lang.ProcessHandle");

  @Override
  public void check(RuleContext file) {
    for (SynchronizedStmt s : file.all(SynchronizedStmt.class)) {
      Expression e = Types.bare(s.getExpression());
      String why = why(file, e);
      if (why != null) {
        file.report(s)
            .message("`synchronized` on `" + e + "`, " + why)
            .help("Lock on a `private final Object` made for the purpose.")
            .emit();
      }
    }
  }

  private static String why(RuleContext file, Expression e) {
    if (e instanceof ClassExpr c) {
      return ofClass(file, c);
    }
    TypeRef type = file.types().of(e);
    Expression value = value(file, e);
    if (value instanceof ObjectCreationExpr) {
      return type.isClass() && BOXES.contains(type.name())
          ? "a `" + type.simpleName() + "`, which has no identity to rely on"
          : null;
    }
    boolean literal =
        value != null && (value.isStringLiteralExpr() || value.isTextBlockLiteralExpr());
    if (literal || type.isClass("java.lang.String")) {
      return ofString(file, e, value);
    } else if (type.isClass() && BOXES.contains(type.name())) {
      return "a boxed `" + type.simpleName() + "`, which other code may share or replace";
    } else if (type.isClass() && isValue(type.name())) {
      return "a `" + type.simpleName() + "`, a value that has no identity to rely on";
    }
    boolean factory =
        value instanceof MethodCallExpr call
            && call.getScope().isPresent()
            && COLLECTIONS.contains(file.types().typeName(call.getScope().get()).name())
            && Set.of("of", "copyOf").contains(call.getNameAsString());
    return factory ? "an immutable collection, which other code may share" : null;
  }

  private static boolean isValue(String name) {
    return VALUES.contains(name)
        || name.startsWith("java.time.")
            && !name.startsWith("java.time.format.")
            && Set.of("Instant", "Duration", "Period", "Year", "YearMonth", "MonthDay").stream()
                .anyMatch(n -> name.equals("java.time." + n))
        || name.matches("java\\.time\\.(Local|Zoned|Offset)\\w+");
  }

  private static String ofClass(RuleContext file, ClassExpr c) {
    TypeRef type = file.types().resolve(c.getType());
    ClassInfo info = type.isClass() ? file.types().find(type.name()) : null;
    return info != null && !info.fromSource()
        ? "the class of a library, whose monitor other code may take"
        : null;
  }

  private static String ofString(RuleContext file, Expression e, Expression value) {
    Expression v = value == null ? e : value;
    if (v.isStringLiteralExpr() || v.isTextBlockLiteralExpr()) {
      return "a string literal, one object for the whole JVM";
    } else if (v instanceof MethodCallExpr c
        && file.types().isCall(c, "java.lang.String", "intern")) {
      return "an interned string, one object for the whole JVM";
    }
    Meaning m = file.types().meaning(e);
    return m != null && m.local() instanceof Parameter
        ? "a string from elsewhere: equal strings may be one object or many"
        : null;
  }

  /** What the expression was last given, as far as its declaration tells. */
  private static Expression value(RuleContext file, Expression e) {
    Meaning m = file.types().meaning(e);
    if (m == null) {
      return e;
    }
    if (m.isField()) {
      return FieldDeclarations.initialValue(file, m.field());
    }
    Node local = m.local();
    return local instanceof VariableDeclarator v ? v.getInitializer().orElse(null) : null;
  }
}
