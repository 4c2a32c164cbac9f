package io.conccheck.analyzer.rules.state;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.FieldDeclarations;
import io.conccheck.analyzer.rules.FieldUse;
import io.conccheck.analyzer.rules.PlainCollections;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.rules.Writers;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.HashSet;
import java.util.Set;

/** {@code volatile} is about the reference: what it leads to is as plain as ever. */
@AutoService({Rule.class, Carded.class})
public final class MutableVolatileContent implements Rule {

  private static final String ATOMIC = "java.util.concurrent.atomic.AtomicReference";

  @Override
  public void check(RuleContext file) {
    Surroundings around = new Surroundings(file);
    Writers writers = new Writers(file, around);
    Set<String> told = new HashSet<>();
    atomics(file, around);
    for (FieldUse u : FieldUse.of(file, FieldInfo::isVolatile)) {
      Node change = change(file, u);
      AssignExpr published = published(file, u);
      if (published != null && !around.inConstruction(u.node()) && told.add(u.field().symbol())) {
        file.report(published)
            .message(
                "`" + u.field().name() + "` can be seen by other threads here, before it is filled")
            .help("Fill a local first, and put it into the field when it is done.")
            .related(u.node(), "filled here")
            .subject(Subject.field(u.field().symbol()))
            .emit();
        continue;
      }
      if (change != null
          && !around.inConstruction(u.node())
          && !around.mayBeLocked(u.node())
          && !writers.isOneThread(u.node(), u.field())
          && told.add(u.field().symbol())) {
        report(file, u, change);
      }
    }
  }

  /** {@code ref.get().put(key, value)} of an atomic reference that was made with a plain one. */
  private static void atomics(RuleContext file, Surroundings around) {
    for (MethodCallExpr get : file.callsOn(ATOMIC, "get", "getPlain", "getAcquire")) {
      Expression scope = get.getScope().orElse(null);
      FieldInfo field = scope == null ? null : file.types().field(scope);
      boolean changes =
          field != null
              && Tree.parent(get) instanceof MethodCallExpr c
              && c.getScope().orElse(null) == get
              && PlainCollections.changesOf(c);
      if (changes
          && (PlainCollections.isPlain(file.types().of(get)) || madeWithPlain(file, field))
          && !around.inConstruction(get)
          && !around.mayBeLocked(get)) {
        file.report(Tree.parent(get))
            .message(
                "the atomic `"
                    + field.name()
                    + "` makes the reference visible, not what is in the collection, which changes"
                    + " here without a lock")
            .help("Use a concurrent collection, or put a changed copy into it.")
            .subject(Subject.field(field.symbol()))
            .emit();
      }
    }
  }

  private static boolean madeWithPlain(RuleContext file, FieldInfo field) {
    return FieldDeclarations.initialValue(file, field) instanceof ObjectCreationExpr made
        && made.getArguments().size() == 1
        && made.getArgument(0).isObjectCreationExpr()
        && PlainCollections.isPlain(file.types().of(made.getArgument(0)));
  }

  /** Where the field was given the new collection that the next statements fill; or null. */
  private static AssignExpr published(RuleContext file, FieldUse u) {
    boolean fills =
        Tree.parent(u.node()) instanceof MethodCallExpr c
            && c.getScope().orElse(null) == u.node()
            && PlainCollections.changesOf(c);
    Node block = fills ? Tree.parent(Tree.statement(u.node())) : null;
    if (!(block instanceof BlockStmt b)) {
      return null;
    }
    for (Statement s : b.getStatements()) {
      if (Tree.before(s, u.node())
          && s instanceof ExpressionStmt e
          && e.getExpression() instanceof AssignExpr a
          && a.getValue().isObjectCreationExpr()
          && PlainCollections.isPlain(file.types().of(a.getValue()))
          && file.types().field(a.getTarget()) != null
          && file.types().field(a.getTarget()).symbol().equals(u.field().symbol())) {
        return a;
      }
    }
    return null;
  }

  private static Node change(RuleContext file, FieldUse u) {
    Node up = Tree.parent(u.node());
    if (up instanceof ArrayAccessExpr a && a.getName() == u.node()) {
      Node over = Tree.parent(a);
      boolean set =
          over instanceof AssignExpr w && w.getTarget() == a
              || over instanceof UnaryExpr c && c.getOperator().name().endsWith("CREMENT");
      return set ? over : null;
    }
    if (up instanceof FieldAccessExpr f && f.getScope() == u.node() && updatesPlain(file, f)) {
      return Tree.parent(f);
    }
    boolean call =
        up instanceof MethodCallExpr c
            && c.getScope().orElse(null) == u.node()
            && (PlainCollections.changesOf(c) && isPlain(file, u.field())
                || c.getNameAsString().startsWith("set")
                    && file.types().isA(u.field().type(), "java.util.Date", "java.util.Calendar"));
    return call ? up : null;
  }

  /** {@code point.x += dx}: a field of the object that is read and written back. */
  private static boolean updatesPlain(RuleContext file, FieldAccessExpr f) {
    FieldInfo inner = file.types().field(f);
    Node up = Tree.parent(f);
    boolean update =
        up instanceof AssignExpr a
                && a.getTarget() == f
                && a.getOperator() != AssignExpr.Operator.ASSIGN
            || up instanceof UnaryExpr c && c.getOperator().name().endsWith("CREMENT");
    return inner != null && !inner.isVolatile() && update;
  }

  /** Plain by its declared type, or by what it is declared with. */
  private static boolean isPlain(RuleContext file, FieldInfo f) {
    var made = FieldDeclarations.initialValue(file, f);
    return PlainCollections.isPlain(f.type())
        || made != null
            && made.isObjectCreationExpr()
            && PlainCollections.isPlain(file.types().of(made));
  }

  private static void report(RuleContext file, FieldUse u, Node change) {
    String name = u.field().name();
    boolean array = Tree.any(change, ArrayAccessExpr.class, a -> true);
    boolean collection =
        PlainCollections.isPlain(u.field().type()) || change instanceof MethodCallExpr;
    file.report(change)
        .message(
            "`volatile` makes the reference in `"
                + name
                + "` visible, not "
                + (array
                    ? "the elements of the array"
                    : collection ? "what is in the collection" : "the fields of the object")
                + ", which change here without a lock")
        .help(
            array
                ? "Use an atomic array, or put a changed copy into `" + name + "`."
                : collection
                    ? "Use a concurrent collection, or put a changed copy into `" + name + "`."
                    : "Put a new object into `" + name + "`, or change it under a lock.")
        .subject(Subject.field(u.field().symbol()))
        .emit();
  }
}
