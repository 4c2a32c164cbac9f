package io.conccheck.analyzer.rules.processes;

import com.github.javaparser.ast.expr.ArrayCreationExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.Processes;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
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
        shell(file, o.getArguments());
      }
    }
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
    if (!(Types.bare(e) instanceof BinaryExpr)) {
      return false;
    }
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
