package io.conccheck.analyzer.facts;

import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.StringLiteralExpr;

/**
 * The locks that Lombok puts around methods: {@code @Synchronized} on a private field {@code $lock}
 * or {@code $LOCK} or the one it names, {@code @Locked} on a lock of that sort.
 */
final class GeneratedLocks {

  private GeneratedLocks() {}

  /** The lock around that method of that class, or null. */
  static LockKey of(MethodDeclaration m, String className) {
    for (AnnotationExpr a : m.getAnnotations()) {
      LockKey.Kind kind = kind(a.getNameAsString());
      if (kind != null) {
        String given = named(a);
        String name = given != null ? given : m.isStatic() ? "$LOCK" : "$lock";
        String symbol = className + "." + name;
        Path owner = m.isStatic() ? Path.STATIC : Path.self(className);
        return new LockKey(kind, symbol, owner.field(symbol));
      }
    }
    return null;
  }

  private static LockKey.Kind kind(String annotation) {
    String name = annotation.startsWith("lombok.") ? annotation.substring(7) : annotation;
    return switch (name) {
      case "Synchronized" -> LockKey.Kind.MONITOR;
      case "Locked" -> LockKey.Kind.LOCK;
      case "Locked.Read" -> LockKey.Kind.READ;
      case "Locked.Write" -> LockKey.Kind.WRITE;
      default -> null;
    };
  }

  private static String named(AnnotationExpr a) {
    Expression value = null;
    if (a.isSingleMemberAnnotationExpr()) {
      value = a.asSingleMemberAnnotationExpr().getMemberValue();
    } else if (a.isNormalAnnotationExpr() && !a.asNormalAnnotationExpr().getPairs().isEmpty()) {
      value = a.asNormalAnnotationExpr().getPairs().get(0).getValue();
    }
    return value instanceof StringLiteralExpr s && !s.getValue().isEmpty() ? s.getValue() : null;
  }
}
