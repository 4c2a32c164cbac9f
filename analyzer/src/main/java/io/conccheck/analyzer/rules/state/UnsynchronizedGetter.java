package io.conccheck.analyzer.rules.state;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.LockKey;
import io.conccheck.analyzer.rules.FieldUse;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.Annotations;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.List;

/** The setter locks, the getter does not: it may return an old value for ever. */
@AutoService({Rule.class, Carded.class})
public final class UnsynchronizedGetter implements Rule {

  @Override
  public void check(RuleContext file) {
    List<FieldUse> uses =
        FieldUse.of(
            file,
            f ->
                f.isPrivate()
                    && !f.isStatic()
                    && !f.isFinal()
                    && !f.isVolatile()
                    && !Annotations.has(f.annotations(), "GuardedBy"));
    Surroundings around = new Surroundings(file);
    for (FieldUse read : uses) {
      MethodDeclaration getter = getter(read);
      if (getter == null || around.mayBeLocked(read.node())) {
        continue;
      }
      FieldUse set = setter(file, uses, read, around);
      if (set != null) {
        String name = read.field().name();
        file.report(read.node())
            .message(
                "`"
                    + getter.getNameAsString()
                    + "` reads `"
                    + name
                    + "` without the lock that `"
                    + Surroundings.method(set.node()).getNameAsString()
                    + "` writes it under: it may return an old value")
            .help("Make `" + getter.getNameAsString() + "` synchronized, or the field volatile.")
            .subject(Subject.field(read.field().symbol()))
            .related(set.node(), "written here, under the lock")
            .emit();
      }
    }
  }

  /** The method whose whole body returns the field. */
  private static MethodDeclaration getter(FieldUse read) {
    boolean whole =
        read.kind() == FieldUse.Kind.READ
            && Tree.parent(read.node()) instanceof ReturnStmt
            && Tree.body(read.node()) instanceof MethodDeclaration;
    MethodDeclaration m = whole ? (MethodDeclaration) Tree.body(read.node()) : null;
    return m != null && !m.isPrivate() && m.getBody().orElseThrow().getStatements().size() == 1
        ? m
        : null;
  }

  /** A setter under the object's own monitor, if every write after construction is locked. */
  private static FieldUse setter(
      RuleContext file, List<FieldUse> uses, FieldUse read, Surroundings around) {
    FieldUse setter = null;
    for (FieldUse u : uses) {
      if (!u.writes()
          || !u.field().symbol().equals(read.field().symbol())
          || around.inConstruction(u.node())) {
        continue;
      }
      List<LockKey> held = file.facts().heldAt(u.node());
      if (held.isEmpty()) {
        return null;
      }
      Node body = Tree.body(u.node());
      boolean own = held.stream().anyMatch(k -> k.symbol().equals(u.field().owner()));
      if (own && body instanceof MethodDeclaration m && m.getNameAsString().startsWith("set")) {
        setter = u;
      }
    }
    return setter;
  }
}
