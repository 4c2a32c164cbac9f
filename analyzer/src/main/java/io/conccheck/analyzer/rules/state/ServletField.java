package io.conccheck.analyzer.rules.state;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.container.Role;
import io.conccheck.analyzer.rules.FieldUse;
import io.conccheck.analyzer.rules.PlainCollections;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One component object serves all requests: what a request puts into its fields, others read. */
@AutoService({Rule.class, Carded.class})
public final class ServletField implements Rule {

  @Override
  public void check(RuleContext file) {
    boolean any =
        file.all(MethodDeclaration.class).stream()
            .map(file.facts().containers()::role)
            .anyMatch(r -> r == Role.MANY || r == Role.LONE);
    if (!any) {
      return;
    }
    Surroundings around = new Surroundings(file);
    ContainerThreads threads = new ContainerThreads(file, around);
    Set<String> told = new HashSet<>();
    List<FieldUse> uses = FieldUse.of(file, f -> !f.isStatic() && !f.isFinal());
    for (FieldUse u : uses) {
      if (u.writes() && isOwn(file, u.node(), u.field()) && isOpen(around, u.node())) {
        Role role = threads.at(u.node());
        boolean others =
            role == Role.MANY
                ? !u.field().isVolatile() || threads.readsBack(u, uses)
                : role == Role.LONE
                    && !u.field().isVolatile()
                    && uses.stream().anyMatch(o -> threads.isElsewhere(o, u));
        if (others && told.add(u.field().symbol())) {
          report(file, u.node(), u.field(), "written", role);
        }
      }
    }
    for (MethodCallExpr call : file.all(MethodCallExpr.class)) {
      collection(file, around, threads, call, told);
    }
  }

  private static void collection(
      RuleContext file,
      Surroundings around,
      ContainerThreads threads,
      MethodCallExpr call,
      Set<String> told) {
    Expression on = call.getScope().orElse(null);
    if (on == null || !PlainCollections.changesOf(call)) {
      return;
    }
    Meaning m = on.isNameExpr() || on.isFieldAccessExpr() ? file.types().meaning(on) : null;
    if (m != null
        && m.isField()
        && isOwn(file, on, m.field())
        && isOpen(around, call)
        && isPlain(file, on)) {
      Role role = threads.at(call);
      boolean others =
          role == Role.MANY || role == Role.LONE && isElsewhere(file, threads, on, m.field());
      if (others && told.add(m.field().symbol())) {
        report(file, on, m.field(), "changed", role);
      }
    }
  }

  private static boolean isElsewhere(
      RuleContext file, ContainerThreads threads, Expression on, FieldInfo field) {
    FieldUse change = new FieldUse(on, field, FieldUse.Kind.READ);
    return FieldUse.of(file, field::equals).stream().anyMatch(u -> threads.isElsewhere(u, change));
  }

  private static boolean isPlain(RuleContext file, Expression on) {
    List<Expression> values = file.facts().valuesOf(on);
    return PlainCollections.isPlain(file, on)
        || !values.isEmpty()
            && values.stream()
                .allMatch(
                    v -> v.isObjectCreationExpr() && PlainCollections.isPlain(file.types().of(v)));
  }

  private static boolean isOpen(Surroundings around, Node use) {
    return !around.inConstruction(use) && !around.mayBeLocked(use);
  }

  /** A field of the component itself, not of an object that it works on. */
  private static boolean isOwn(RuleContext file, Expression use, FieldInfo field) {
    ClassOrInterfaceDeclaration c = Tree.enclosing(use, ClassOrInterfaceDeclaration.class);
    ClassInfo in = c == null ? null : file.types().declaredBy(c);
    boolean self =
        use instanceof NameExpr || use instanceof FieldAccessExpr f && f.getScope().isThisExpr();
    return in != null && in.name().equals(field.owner()) && self;
  }

  private static void report(RuleContext file, Node at, FieldInfo field, String done, Role role) {
    ClassOrInterfaceDeclaration c = Tree.enclosing(at, ClassOrInterfaceDeclaration.class);
    MethodDeclaration m = Tree.enclosing(at, MethodDeclaration.class);
    String shared = ", and all requests share one `" + c.getNameAsString() + "`: ";
    String why =
        role == Role.LONE
            ? " on a thread of the container, and used by others without a common lock"
            : done.equals("written")
                ? shared + "requests overwrite each other's value"
                : shared + "what it holds is not meant for several threads";
    file.report(at)
        .message("`%s` is %s in `%s`%s".formatted(field.name(), done, m.getNameAsString(), why))
        .help(
            role == Role.MANY
                ? "Keep what belongs to one request in local variables, and guard what all share."
                : "Guard all uses by one lock, or use a volatile or atomic variable.")
        .subject(Subject.field(field.symbol()))
        .emit();
  }
}
