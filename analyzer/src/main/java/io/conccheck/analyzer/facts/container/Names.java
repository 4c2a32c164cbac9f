package io.conccheck.analyzer.facts.container;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.ImportDeclaration;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithAnnotations;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.TypeRef;
import io.conccheck.analyzer.types.Types;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads names of annotations and types as a file writes them, for the classes of frameworks are
 * seldom on the class path of a scan.
 */
final class Names {

  /** Packages of containers and of what they are asked by. */
  private static final List<String> CONTAINERS =
      List.of(
          "java",
          "javax",
          "jakarta",
          "org.springframework",
          "org.eclipse.microprofile",
          "org.jboss",
          "org.osgi",
          "org.jvnet",
          "org.glassfish",
          "org.apache",
          "io.quarkus",
          "io.smallrye",
          "io.micronaut",
          "io.helidon",
          "io.netty",
          "io.awspring",
          "com.google.inject",
          "com.sun",
          "com.vaadin",
          "net.devh");

  private Names() {}

  /** The first annotation of one of those simple names that may be a container's, or null. */
  static AnnotationExpr annotation(
      NodeWithAnnotations<?> on, Set<String> simpleNames, Types types) {
    for (AnnotationExpr a : on.getAnnotations()) {
      String name = a.getName().getIdentifier();
      if (simpleNames.contains(name)
          && (!isNamesake(types.annotation(a), a, types) || Stubs.isStub(name, a))) {
        return a;
      }
    }
    return null;
  }

  /** True for a type that the project has made itself and given the name of another. */
  static boolean isNamesake(TypeRef type, Node in, Types types) {
    if (!type.isClass() || begins(type.name(), CONTAINERS)) {
      return false;
    }
    ClassInfo info = types.find(type.name());
    return info != null && info.fromSource() || isOfProject(type.name(), in);
  }

  /** True for a name whose package begins as that of the file does. */
  private static boolean isOfProject(String name, Node in) {
    String[] own =
        in.findCompilationUnit()
            .flatMap(u -> u.getPackageDeclaration())
            .map(p -> p.getNameAsString().split("\\."))
            .orElse(new String[0]);
    return own.length > 1 && name.startsWith(own[0] + "." + own[1] + ".");
  }

  /** True if an annotation of one of those simple names stands there. */
  static boolean has(NodeWithAnnotations<?> on, Set<String> simpleNames, Types types) {
    return annotation(on, simpleNames, types) != null;
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
