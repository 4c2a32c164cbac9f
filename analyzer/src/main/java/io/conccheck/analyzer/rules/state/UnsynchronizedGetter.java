package io.conccheck.analyzer.rules.state;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.Condition;
import io.conccheck.analyzer.facts.LockKey;
import io.conccheck.analyzer.rules.FieldUse;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.Annotations;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
                    && !f.isFinal()
                    && !f.isVolatile()
                    && !Annotations.has(f.annotations(), "GuardedBy"));
    Surroundings around = new Surroundings(file);
    for (FieldUse read : uses) {
      MethodDeclaration getter = getter(read);
      if (getter == null
          || around.mayBeLocked(read.node())
          || !file.facts().heldAt(read.node()).isEmpty()) {
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
            .help(
                "Take the lock in `"
                    + getter.getNameAsString()
                    + "` too, or make the field volatile.")
            .subject(Subject.field(read.field().symbol()))
            .related(set.node(), "written here, under the lock")
            .emitIf(new Condition.MayMeetTasks(file.facts().keyOf(getter)));
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

  /** A write that others can call for, if one lock is held at every write after construction. */
  private static FieldUse setter(
      RuleContext file, List<FieldUse> uses, FieldUse read, Surroundings around) {
    FieldUse setter = null;
    Set<String> common = null;
    for (FieldUse u : uses) {
      if (!u.writes()
          || !u.field().symbol().equals(read.field().symbol())
          || around.inConstruction(u.node())) {
        continue;
      }
      Set<String> held = new HashSet<>();
      for (LockKey k : file.facts().heldAt(u.node())) {
        if (k.kind() != LockKey.Kind.READ && (k.path().isThis() || k.path().isStatic())) {
          held.add(k.symbol());
        }
      }
      if (common == null) {
        common = held;
      } else {
        common.retainAll(held);
      }
      if (common.isEmpty()) {
        return null;
      }
      Node body = Tree.body(u.node());
      boolean open = body instanceof MethodDeclaration m && !m.isPrivate();
      setter = setter == null && open ? u : setter;
    }
    return setter;
  }
}
