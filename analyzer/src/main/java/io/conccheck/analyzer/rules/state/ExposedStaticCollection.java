package io.conccheck.analyzer.rules.state;

import com.github.javaparser.ast.expr.MethodCallExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.FieldDeclarations;
import io.conccheck.analyzer.rules.FieldUse;
import io.conccheck.analyzer.rules.PlainCollections;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.Flags;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.HashSet;
import java.util.Set;

/** A plain collection that everybody can reach, and that changes while they do. */
@AutoService({Rule.class, Carded.class})
public final class ExposedStaticCollection implements Rule {

  @Override
  public void check(RuleContext file) {
    Surroundings around = new Surroundings(file);
    Set<String> told = new HashSet<>();
    for (FieldUse u :
        FieldUse.of(
            file, f -> f.isStatic() && (f.flags() & (Flags.PUBLIC | Flags.PROTECTED)) != 0)) {
      boolean changed =
          Tree.parent(u.node()) instanceof MethodCallExpr c
              && c.getScope().orElse(null) == u.node()
              && PlainCollections.changes(file, c);
      if (changed
          && !around.inConstruction(u.node())
          && !around.mayBeLocked(u.node())
          && told.add(u.field().symbol())) {
        var declared = FieldDeclarations.find(file, u.field());
        file.report(u.node())
            .message(
                "`"
                    + u.field().name()
                    + "` is a plain collection that all code can reach, and is changed here "
                    + "without a lock")
            .help("Make it private and guard it, or use a concurrent collection.")
            .subject(Subject.field(u.field().symbol()))
            .related(declared == null ? u.node() : declared, "open to everybody")
            .emit();
      }
    }
  }
}
