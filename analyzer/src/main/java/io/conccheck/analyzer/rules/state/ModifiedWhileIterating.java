package io.conccheck.analyzer.rules.state;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.BreakStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.PlainCollections;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.TypeRef;
import io.conccheck.analyzer.types.Types;
import io.conccheck.findings.Severity;
import io.conccheck.findings.card.Carded;
import java.util.Set;

/** A for-each loop whose own body adds to or removes from what it walks through. */
@AutoService({Rule.class, Carded.class})
public final class ModifiedWhileIterating implements Rule {

  private static final Set<String> VIEWS = Set.of("keySet", "values", "entrySet");
  private static final Set<String> CHANGES =
      Set.of(
          "add",
          "addAll",
          "addFirst",
          "addLast",
          "remove",
          "removeAll",
          "removeIf",
          "removeFirst",
          "removeLast",
          "clear",
          "put",
          "putAll",
          "putIfAbsent",
          "computeIfAbsent",
          "offer",
          "poll",
          "push",
          "pop");

  @Override
  public void check(RuleContext file) {
    for (ForEachStmt loop : file.all(ForEachStmt.class)) {
      Expression walked = collection(loop);
      boolean plain = walked != null && PlainCollections.isPlain(file, walked);
      if (!plain && (walked == null || !mayBePlain(file, walked))) {
        continue;
      }
      for (MethodCallExpr c : Tree.within(loop.getBody(), MethodCallExpr.class)) {
        if (changes(file, c, walked, loop) && !leavesAfter(c, loop)) {
          report(file, c, walked, loop, plain);
        }
      }
      if (plain) {
        helpers(file, loop, walked);
      }
    }
    inDisguise(file);
  }

  /** The same with {@code forEach}, or by a helper that the loop calls. */
  private static void inDisguise(RuleContext file) {
    for (MethodCallExpr each : file.calls("forEach")) {
      Expression walked = each.getScope().map(Types::bare).orElse(null);
      boolean own = walked != null && (walked.isNameExpr() || walked.isFieldAccessExpr());
      if (own
          && each.getArguments().size() == 1
          && each.getArgument(0) instanceof LambdaExpr l
          && (PlainCollections.isPlain(file, walked) || mayBePlain(file, walked))) {
        boolean plain = PlainCollections.isPlain(file, walked);
        for (MethodCallExpr c : Tree.within(l, MethodCallExpr.class)) {
          if (isSizeChange(c, walked)) {
            report(file, c, walked, each, plain);
          }
        }
      }
    }
  }

  private static boolean isSizeChange(MethodCallExpr c, Expression walked) {
    return CHANGES.contains(c.getNameAsString())
        && !c.getNameAsString().startsWith("put")
        && !c.getNameAsString().startsWith("compute")
        && c.getScope().map(s -> Types.bare(s).equals(walked)).orElse(false);
  }

  /** A private helper, called on the same object, that surely adds to or removes from a field. */
  private static void helpers(RuleContext file, ForEachStmt loop, Expression walked) {
    if (file.types().field(walked) == null) {
      return;
    }
    Surroundings around = new Surroundings(file);
    for (MethodCallExpr call : Tree.within(loop.getBody(), MethodCallExpr.class)) {
      boolean own = call.getScope().map(Expression::isThisExpr).orElse(true);
      MethodDeclaration m = own && !leavesAfter(call, loop) ? around.declaration(call) : null;
      boolean surely =
          m != null
              && m.isPrivate()
              && m.getBody().isPresent()
              && m.getBody().get().getStatements().stream()
                  .anyMatch(
                      s ->
                          s instanceof ExpressionStmt e
                              && e.getExpression() instanceof MethodCallExpr c
                              && isSizeChange(c, walked));
      if (surely) {
        report(file, call, walked, loop, true);
      }
    }
  }

  private static void report(
      RuleContext file, MethodCallExpr c, Expression walked, Node loop, boolean plain) {
    file.report(c)
        .severity(plain ? Severity.ERROR : Severity.WARNING)
        .message(
            "`%s` is changed inside the loop that walks through it: the next step throws `ConcurrentModificationException`"
                .formatted(walked))
        .help("Use the iterator's `remove`, `removeIf`, or collect the changes first.")
        .related(loop, "walked through here")
        .emit();
  }

  /** Of a type that plain collections have, and nothing says that it is a concurrent one. */
  private static boolean mayBePlain(RuleContext file, Expression walked) {
    TypeRef type = file.types().of(walked);
    return type.isClass()
        && Set.of("java.util.List", "java.util.Set", "java.util.Map", "java.util.Collection")
            .contains(type.name())
        && !file.facts().isConcurrent(walked)
        && file.facts().valuesOf(walked).stream()
            .allMatch(v -> PlainCollections.isPlain(file.types().of(v)));
  }

  private static Expression collection(ForEachStmt loop) {
    Expression e = Types.bare(loop.getIterable());
    boolean view =
        e instanceof MethodCallExpr c
            && VIEWS.contains(c.getNameAsString())
            && c.getScope().isPresent();
    Expression of = view ? ((MethodCallExpr) e).getScope().get() : e;
    return of.isNameExpr() || of.isFieldAccessExpr() ? of : null;
  }

  /** Putting to an existing key does not count as a change of a map. */
  private static boolean changes(
      RuleContext file, MethodCallExpr c, Expression walked, ForEachStmt loop) {
    if (!CHANGES.contains(c.getNameAsString())
        || !c.getScope().map(s -> Types.bare(s).equals(walked)).orElse(false)) {
      return false;
    }
    boolean put =
        c.getNameAsString().startsWith("put") || c.getNameAsString().startsWith("compute");
    String variable = loop.getVariable().getVariable(0).getNameAsString();
    boolean sameKey =
        put && c.getArguments().isNonEmpty() && isKey(file, c.getArgument(0), variable);
    return !sameKey;
  }

  /** The loop's own variable, the key of the entry it stands for, or a local set to either. */
  private static boolean isKey(RuleContext file, Expression key, String variable) {
    Meaning m = key.isNameExpr() ? file.types().meaning(key) : null;
    Expression value =
        m != null && m.local() instanceof VariableDeclarator v && !file.facts().isReassigned(v)
            ? v.getInitializer().map(Types::bare).orElse(key)
            : key;
    return value.toString().equals(variable) || value.toString().equals(variable + ".getKey()");
  }

  /** True if the loop is left before its next step: every way on ends in break, return or throw. */
  private static boolean leavesAfter(Node change, ForEachStmt loop) {
    for (Node n = Tree.statement(change); n != null && n != loop; n = Tree.parent(n)) {
      if (Tree.parent(n) instanceof BlockStmt block) {
        for (Statement s : block.getStatements()) {
          if ((s == n || Tree.before(n, s)) && leaves(s)) {
            return true;
          }
        }
      } else if (n instanceof Statement s && leaves(s)) {
        return true;
      }
    }
    return false;
  }

  private static boolean leaves(Statement s) {
    return s instanceof BreakStmt || s instanceof ReturnStmt || s instanceof ThrowStmt;
  }
}
