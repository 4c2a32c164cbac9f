package io.conccheck.analyzer.facts.container;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.AnnotationDeclaration;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.ClassExpr;
import java.util.List;

/**
 * Annotations and base classes of frameworks that a file imitates beside the code that uses them,
 * so that it can be compiled alone. What does something is a class of the project's own.
 */
final class Stubs {

  private Stubs() {}

  /** True if the file of that node declares a type of that simple name which does nothing. */
  static boolean isStub(String simpleName, Node in) {
    CompilationUnit unit = in.findCompilationUnit().orElse(null);
    return unit != null
        && unit.findFirst(
                TypeDeclaration.class,
                t -> t.getNameAsString().equals(simpleName) && doesNothing(t, unit))
            .isPresent();
  }

  private static boolean doesNothing(TypeDeclaration<?> type, CompilationUnit unit) {
    if (type instanceof AnnotationDeclaration) {
      // Code that asks for such an annotation gives it a meaning of its own.
      List<String> names =
          unit.findAll(AnnotationDeclaration.class).stream()
              .map(AnnotationDeclaration::getNameAsString)
              .toList();
      return unit.findFirst(ClassExpr.class, c -> names.contains(c.getType().asString())).isEmpty();
    }
    return type instanceof ClassOrInterfaceDeclaration
        && type.getFields().isEmpty()
        && type.getMethods().stream().allMatch(Stubs::isEmpty);
  }

  private static boolean isEmpty(MethodDeclaration m) {
    return m.getBody().map(b -> b.getStatements().isEmpty()).orElse(true);
  }
}
