package io.conccheck.analyzer.facts;

import com.github.javaparser.Position;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import io.conccheck.analyzer.types.Accessors;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.MethodInfo;
import io.conccheck.findings.Location;
import java.util.List;
import java.util.Set;

/** What the accessors do that a tool adds to a class: they stand where their field is declared. */
final class GeneratedBodies {

  private GeneratedBodies() {}

  /**
   * Adds them to the bodies of a file.
   *
   * @param written keys of the methods that are written down, which no tool adds again
   */
  static void add(
      String path,
      ClassOrInterfaceDeclaration c,
      ClassInfo owner,
      Set<String> written,
      List<Body> bodies) {
    for (Accessors.Accessor a : Accessors.of(owner.annotations(), owner.fields().values())) {
      MethodInfo m = a.method();
      boolean added = owner.methods(m.name()).contains(m);
      if (added && !written.contains(m.key())) {
        Location site = site(path, c, a.field().name(), m.symbol());
        Body body =
            new Body(
                m.key(), m.symbol(), owner.name(), Body.Kind.METHOD, site, false, m.isStatic());
        Path root = m.isStatic() ? Path.STATIC : Path.self(owner.name());
        Access.Kind kind = a.writes() ? Access.Kind.WRITE : Access.Kind.READ;
        int flags = AccessReader.flags(a.field());
        body.accesses.add(
            new Access(root.field(a.field().symbol()), kind, List.of(), site, 0, flags));
        bodies.add(body);
      }
    }
  }

  private static Location site(
      String path, ClassOrInterfaceDeclaration c, String field, String symbol) {
    for (FieldDeclaration f : c.getFields()) {
      for (VariableDeclarator v : f.getVariables()) {
        if (v.getNameAsString().equals(field)) {
          Position p = v.getBegin().orElse(Position.HOME);
          return new Location(path, p.line, p.column, symbol);
        }
      }
    }
    return new Location(path, 0, 0, symbol);
  }
}
