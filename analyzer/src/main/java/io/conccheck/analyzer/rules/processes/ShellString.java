package io.conccheck.analyzer.rules.processes;

import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.ArrayCreationExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.Processes;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.SameVariable;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.Types;
import io.conccheck.findings.card.Carded;
import java.util.List;
import java.util.Set;

/** A command line that is put together from parameters. */
@AutoService({Rule.class, Carded.class})
public final class ShellString implements Rule {

  private static final Set<String> SHELLS =
      Set.of("\"sh\"", "\"bash\"", "\"/bin/sh\"", "\"/bin/bash\"", "\"cmd\"", "\"cmd.exe\"");

  @Override
  public void check(RuleContext file) {
    for (MethodCallExpr exec : file.callsOn("java.lang.Runtime", "exec")) {
      Expression first = exec.getArguments().isEmpty() ? null : exec.getArgument(0);
      if (first instanceof ArrayCreationExpr a) {
        a.getInitializer().ifPresent(i -> shell(file, i.getValues()));
      } else if (first != null && isBuilt(file, first)) {
        report(file, first, "is cut at blanks");
      }
    }
    for (ObjectCreationExpr o : file.all(ObjectCreationExpr.class)) {
      if (o.getType().getNameAsString().equals("ProcessBuilder")
          && file.types().of(o).isClass(Processes.BUILDER)) {
        shell(file, words(file, o));
      }
    }
  }

  /** The words given one by one, or in a list that is written down. */
  private static List<Expression> words(RuleContext file, ObjectCreationExpr o) {
    Expression one = o.getArguments().size() == 1 ? Types.bare(o.getArgument(0)) : null;
    Meaning m = one != null && one.isNameExpr() ? file.types().meaning(one) : null;
    if (m != null && m.local() instanceof VariableDeclarator v) {
      one = v.getInitializer().map(Types::bare).orElse(one);
    }
    return one instanceof MethodCallExpr c && Set.of("of", "asList").contains(c.getNameAsString())
        ? c.getArguments()
        : o.getArguments();
  }

  private static void shell(RuleContext file, List<Expression> words) {
    if (words.size() >= 3
        && SHELLS.contains(words.get(0).toString())
        && isBuilt(file, words.get(2))) {
      report(file, words.get(2), "is read by a shell");
    }
  }

  /** Joined with a method's parameter: a constant cannot surprise. */
  private static boolean isBuilt(RuleContext file, Expression e) {
    Expression bare = Types.bare(e);
    Meaning local = bare.isNameExpr() ? file.types().meaning(bare) : null;
    if (local != null && local.local() instanceof VariableDeclarator v) {
      return v.getInitializer().filter(i -> !i.isNameExpr() && isBuilt(file, i)).isPresent();
    }
    if (bare instanceof MethodCallExpr c && c.getNameAsString().equals("toString")) {
      return isAppended(file, c);
    }
    boolean joins =
        bare instanceof BinaryExpr
            || bare instanceof MethodCallExpr c
                && Set.of("format", "formatted", "concat", "join").contains(c.getNameAsString());
    return joins && mentionsParameter(file, bare);
  }

  /** The text of a builder to which a parameter, or an element of one, was appended. */
  private static boolean isAppended(RuleContext file, MethodCallExpr text) {
    Meaning builder = text.getScope().map(file.types()::meaning).orElse(null);
    return builder != null
        && builder.type().isClass("java.lang.StringBuilder")
        && file.calls("append").stream()
            .filter(
                a ->
                    SameVariable.is(a.getScope().orElse(null), text.getScope().get(), file.types()))
            .anyMatch(a -> isFromParameter(file, a.getArgument(0)));
  }

  private static boolean isFromParameter(RuleContext file, Expression e) {
    Meaning m = file.types().meaning(e);
    if (m != null
        && m.local() instanceof VariableDeclarator v
        && Tree.enclosing(v, ForEachStmt.class) != null
        && Tree.enclosing(v, ForEachStmt.class).getVariable().getVariables().contains(v)) {
      m = file.types().meaning(Tree.enclosing(v, ForEachStmt.class).getIterable());
    }
    return m != null && m.local() instanceof com.github.javaparser.ast.body.Parameter;
  }

  private static boolean mentionsParameter(RuleContext file, Expression e) {
    return Tree.within(e, NameExpr.class).stream()
        .map(n -> file.types().meaning(n))
        .anyMatch(
            m ->
                m != null
                    && m.local() instanceof com.github.javaparser.ast.body.Parameter
                    && m.type().isClass("java.lang.String"));
  }

  private static void report(RuleContext file, Expression command, String how) {
    file.report(command)
        .message(
            "the command is joined from a parameter and "
                + how
                + ": its value may become a command of its own")
        .help("Give each word as an argument of its own, without a shell.")
        .emit();
  }
}
