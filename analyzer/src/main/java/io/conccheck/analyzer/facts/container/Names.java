package io.conccheck.analyzer.facts.container;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.ImportDeclaration;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithAnnotations;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads names of annotations and types as a file writes them, for the classes of frameworks are
 * seldom on the class path of a scan.
 */
final class Names {

  private Names() {}

  /** The first annotation of one of those simple names, or null. */
  static AnnotationExpr annotation(NodeWithAnnotations<?> on, Set<String> simpleNames) {
    for (AnnotationExpr a : on.getAnnotations()) {
      if (simpleNames.contains(a.getName().getIdentifier()) && !isDeclaredHere(a)) {
        return a;
      }
    }
    return null;
  }

  /** True for an annotation type of the same file: a namesake. */
  private static boolean isDeclaredHere(AnnotationExpr a) {
    return a.findCompilationUnit()
        .map(
            u ->
                u.getTypes().stream()
                    .anyMatch(t -> t.getNameAsString().equals(a.getName().getIdentifier())))
        .orElse(false);
  }

  /** True if an annotation of one of those simple names stands there. */
  static boolean has(NodeWithAnnotations<?> on, Set<String> simpleNames) {
    return annotation(on, simpleNames) != null;
  }

  /**
   * True if a simple name may mean something of those packages: it is imported from one, or, where
   * no import says what it is, the file imports from one of them as a whole.
   */
  static boolean mayComeFrom(Node in, String simpleName, List<String> packages) {
    CompilationUnit unit = in.findCompilationUnit().orElse(null);
    if (unit == null) {
      return false;
    }
    Optional<String> one = imported(unit, simpleName);
    if (one.isPresent()) {
      return begins(one.get(), packages);
    }
    return unit.getImports().stream()
        .anyMatch(i -> i.isAsterisk() && begins(i.getNameAsString(), packages));
  }

  /** True if an import says that the simple name is something of another package. */
  static boolean isForeign(Node in, String simpleName, List<String> packages) {
    return in.findCompilationUnit()
        .flatMap(u -> imported(u, simpleName))
        .map(name -> !begins(name, packages))
        .orElse(false);
  }

  private static Optional<String> imported(CompilationUnit unit, String simpleName) {
    return unit.getImports().stream()
        .filter(i -> !i.isAsterisk() && !i.isStatic())
        .map(ImportDeclaration::getNameAsString)
        .filter(n -> n.endsWith("." + simpleName))
        .findFirst();
  }

  private static boolean begins(String name, List<String> packages) {
    return packages.stream().anyMatch(p -> name.equals(p) || name.startsWith(p + "."));
  }
}
