package io.conccheck.analyzer.rules;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import io.conccheck.analyzer.types.FieldInfo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A place that reads or writes a field.
 *
 * @param node the name or field access
 * @param field the field
 * @param kind what is done to the field itself; what is done to the object in it is a read
 */
public record FieldUse(Expression node, FieldInfo field, Kind kind) {

  /** What a place does to a field. */
  public enum Kind {
    READ,
    WRITE,
    /** {@code f++}, {@code f += x}: both. */
    UPDATE
  }

  public boolean writes() {
    return kind != Kind.READ;
  }

  public boolean reads() {
    return kind != Kind.WRITE;
  }

  /** The uses, in this file, of those of its own fields that meet the test; in source order. */
  public static List<FieldUse> of(RuleContext file, Predicate<FieldInfo> wanted) {
    Set<String> names = new HashSet<>();
    FieldDeclarations.of(file, wanted).forEach(d -> names.add(d.field().name()));
    List<FieldUse> uses = new ArrayList<>();
    if (names.isEmpty()) {
      return uses;
    }
    for (NameExpr n : file.all(NameExpr.class)) {
      if (names.contains(n.getNameAsString())) {
        add(file, n, wanted, uses);
      }
    }
    for (FieldAccessExpr f : file.all(FieldAccessExpr.class)) {
      if (names.contains(f.getNameAsString())) {
        add(file, f, wanted, uses);
      }
    }
    return uses;
  }

  private static void add(
      RuleContext file, Expression e, Predicate<FieldInfo> wanted, List<FieldUse> uses) {
    FieldInfo field = file.types().field(e);
    if (field != null && wanted.test(field)) {
      uses.add(new FieldUse(e, field, kind(e)));
    }
  }

  private static Kind kind(Expression e) {
    Node child = e;
    Node up = e.getParentNode().orElse(null);
    while (up instanceof EnclosedExpr) {
      child = up;
      up = up.getParentNode().orElse(null);
    }
    if (up instanceof AssignExpr a && a.getTarget() == child) {
      return a.getOperator() == AssignExpr.Operator.ASSIGN ? Kind.WRITE : Kind.UPDATE;
    } else if (up instanceof UnaryExpr u) {
      return switch (u.getOperator()) {
        case POSTFIX_INCREMENT, POSTFIX_DECREMENT, PREFIX_INCREMENT, PREFIX_DECREMENT ->
            Kind.UPDATE;
        default -> Kind.READ;
      };
    }
    return Kind.READ;
  }
}
