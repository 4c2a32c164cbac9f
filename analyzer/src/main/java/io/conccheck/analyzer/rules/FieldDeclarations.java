package io.conccheck.analyzer.rules;

import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.FieldInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The fields that a file declares, and where. */
public final class FieldDeclarations {

  /**
   * A declared field.
   *
   * @param field what it is
   * @param node where it is declared
   */
  public record Declared(FieldInfo field, VariableDeclarator node) {}

  private FieldDeclarations() {}

  /** The fields of this file's classes that meet the test, in source order. */
  public static List<Declared> of(RuleContext file, Predicate<FieldInfo> wanted) {
    List<Declared> found = new ArrayList<>();
    for (FieldDeclaration d : file.all(FieldDeclaration.class)) {
      ClassInfo info = file.types().enclosingClass(d);
      for (VariableDeclarator v : d.getVariables()) {
        FieldInfo f = info == null ? null : info.field(v.getNameAsString());
        if (f != null && wanted.test(f)) {
          found.add(new Declared(f, v));
        }
      }
    }
    return found;
  }

  /** Where this file declares the field, or null. */
  public static VariableDeclarator find(RuleContext file, FieldInfo field) {
    for (FieldDeclaration d : file.all(FieldDeclaration.class)) {
      for (VariableDeclarator v : d.getVariables()) {
        if (v.getNameAsString().equals(field.name())) {
          ClassInfo info = file.types().enclosingClass(d);
          if (info != null && info.name().equals(field.owner())) {
            return v;
          }
        }
      }
    }
    return null;
  }

  /** The value that the field is declared with in this file, or null. */
  public static Expression initialValue(RuleContext file, FieldInfo field) {
    VariableDeclarator v = find(file, field);
    return v == null ? null : v.getInitializer().orElse(null);
  }

  /** What the field is given where it is declared, or the only value that this file gives it. */
  public static Expression given(RuleContext file, Declared d) {
    if (d.node().getInitializer().isPresent()) {
      return d.node().getInitializer().get();
    }
    List<Expression> values = file.facts().valuesOf(d.field());
    return values.size() == 1 ? values.get(0) : null;
  }
}
