package io.conccheck.analyzer.rules.state;

import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.FieldDeclarations;
import io.conccheck.analyzer.rules.FieldUse;
import io.conccheck.analyzer.rules.PlainCollections;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.Flags;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A class that says it never changes, and changes. */
@AutoService({Rule.class, Carded.class})
public final class MutableImmutable implements Rule {

  @Override
  public void check(RuleContext file) {
    if (file.all(com.github.javaparser.ast.expr.MarkerAnnotationExpr.class).stream()
        .noneMatch(a -> a.getName().getIdentifier().equals("Immutable"))) {
      return;
    }
    kept(file);
    Surroundings around = new Surroundings(file);
    Set<String> told = new HashSet<>();
    List<FieldUse> uses = FieldUse.of(file, f -> !f.isStatic() && claims(file, f));
    for (FieldUse u : uses) {
      String how = around.inConstruction(u.node()) ? null : change(file, u, uses);
      if (how != null && told.add(u.field().symbol())) {
        report(file, u, how);
      }
    }
  }

  /** A collection or array that came in, and that whoever gave it can still change. */
  private static void kept(RuleContext file) {
    for (AssignExpr a : file.all(AssignExpr.class)) {
      FieldInfo f = file.types().field(a.getTarget());
      boolean given =
          f != null
              && !f.isStatic()
              && claims(file, f)
              && Tree.body(a) instanceof ConstructorDeclaration c
              && !c.isPrivate()
              && (file.types().find(f.owner()).flags() & Flags.ABSTRACT) == 0
              && a.getValue() instanceof NameExpr n
              && c.getParameterByName(n.getNameAsString()).isPresent();
      boolean open =
          given
              && (f.type().isArray()
                  || PlainCollections.isPlain(f.type())
                  || f.type().isClass()
                      && Set.of(
                              "java.util.List",
                              "java.util.Set",
                              "java.util.Map",
                              "java.util.Collection",
                              "java.util.Date")
                          .contains(f.type().name()));
      if (open) {
        file.report(a)
            .message(
                "`"
                    + f.name()
                    + "` keeps what the caller may still change, but its class is marked `@Immutable`")
            .help("Keep a copy, such as `List.copyOf`.")
            .subject(Subject.field(f.symbol()))
            .emit();
      }
    }
  }

  private static boolean claims(RuleContext file, FieldInfo f) {
    ClassInfo owner = file.types().find(f.owner());
    return owner != null && owner.isAnnotated("Immutable");
  }

  /** How the use changes the object or lets others do so; null if it does neither. */
  private static String change(RuleContext file, FieldUse u, List<FieldUse> uses) {
    if (u.writes()) {
      return isCache(u, uses) ? null : "is written after construction";
    }
    var up = Tree.parent(u.node());
    if (up instanceof ArrayAccessExpr a
        && a.getName() == u.node()
        && Tree.parent(a) instanceof AssignExpr w
        && w.getTarget() == a) {
      return "has its elements written";
    } else if (up instanceof MethodCallExpr c
        && c.getScope().orElse(null) == u.node()
        && PlainCollections.changesOf(c)
        && PlainCollections.isPlain(file, u.node())) {
      return "is changed";
    }
    boolean given =
        up instanceof ReturnStmt
            && !Tree.enclosing(u.node(), com.github.javaparser.ast.body.MethodDeclaration.class)
                .isPrivate();
    boolean open = u.field().type().isArray() || PlainCollections.isPlain(u.field().type());
    return given && open ? "is handed out and can be changed by whoever gets it" : null;
  }

  /** Looked at first, then computed from the rest and kept: no change that anybody can tell. */
  private static boolean isCache(FieldUse write, List<FieldUse> uses) {
    return write.kind() == FieldUse.Kind.WRITE
        && uses.stream()
            .anyMatch(
                r ->
                    r.kind() == FieldUse.Kind.READ
                        && r.field().symbol().equals(write.field().symbol())
                        && Tree.body(r.node()) == Tree.body(write.node())
                        && Tree.before(r.node(), write.node()));
  }

  private static void report(RuleContext file, FieldUse u, String how) {
    var declared = FieldDeclarations.find(file, u.field());
    var report =
        file.report(u.node())
            .message(
                "`"
                    + u.field().name()
                    + "` "
                    + how
                    + ", but its class is marked `@Immutable`: users share it without a lock")
            .help("Make all parts final and keep them to the class, or drop the annotation.")
            .subject(Subject.field(u.field().symbol()));
    if (declared != null) {
      report.related(declared, "declared here");
    }
    report.emit();
  }
}
