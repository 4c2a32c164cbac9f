package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.Statement;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.Constants;
import io.conccheck.analyzer.rules.FieldDeclarations;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.SameVariable;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.List;

/** Further permits of a semaphore are asked for while some are held. */
@AutoService({Rule.class, Carded.class})
public final class PermitsOneByOne implements Rule {

  private static final String SEMAPHORE = "java.util.concurrent.Semaphore";

  @Override
  public void check(RuleContext file) {
    List<MethodCallExpr> takes =
        file.callsOn(SEMAPHORE, "acquire", "acquireUninterruptibly", "tryAcquire");
    for (MethodCallExpr take : takes) {
      FieldInfo field = take.getScope().map(s -> file.types().field(s)).orElse(null);
      if (field == null || !hasSeveral(field, file)) {
        continue;
      }
      MethodCallExpr earlier = earlier(take, takes, file);
      if (earlier != null) {
        file.report(take)
            .message(
                "asks for more permits of `"
                    + field.name()
                    + "` while some are held: two who do so can each keep what the other needs")
            .help("Acquire all of them at once, by `acquire(n)`.")
            .subject(new Subject("resource", List.of(field.symbol())))
            .related(earlier, "the first are taken here")
            .emit();
      }
    }
  }

  /** With one permit it is a lock, with none a signal. */
  private static boolean hasSeveral(FieldInfo field, RuleContext file) {
    return FieldDeclarations.initialValue(file, field) instanceof ObjectCreationExpr made
        && !made.getArguments().isEmpty()
        && Constants.intOf(made.getArgument(0), file).orElse(0) > 1;
  }

  /** Where those are taken that are held by then; the call itself if it goes round in a loop. */
  private static MethodCallExpr earlier(
      MethodCallExpr take, List<MethodCallExpr> takes, RuleContext file) {
    Statement loop = Tree.loop(take);
    if (loop != null && releasedOnlyAfter(loop, take, file)) {
      return take;
    }
    for (MethodCallExpr first : takes) {
      boolean held =
          first != take
              && Tree.body(first) == Tree.body(take)
              && Tree.before(first, take)
              && first.getNameAsString().startsWith("acquire")
              && Tree.parent(Tree.statement(first)).isAncestorOf(take)
              && isSame(first, take, file)
              && releases(take, file).stream()
                  .noneMatch(r -> Tree.before(first, r) && Tree.before(r, take))
              && releases(take, file).stream().anyMatch(r -> inBodyAfter(take, r));
      if (held) {
        return first;
      }
    }
    return null;
  }

  /** Permits that are given back within the loop, or by others, are no claim that grows. */
  private static boolean releasedOnlyAfter(Statement loop, MethodCallExpr take, RuleContext file) {
    List<MethodCallExpr> releases = releases(take, file);
    return releases.stream().noneMatch(loop::isAncestorOf)
        && releases.stream().anyMatch(r -> inBodyAfter(loop, r) && Tree.body(r) == Tree.body(take));
  }

  private static boolean inBodyAfter(Node node, MethodCallExpr release) {
    return Tree.body(node) == Tree.body(release) && Tree.before(node, release);
  }

  private static List<MethodCallExpr> releases(MethodCallExpr take, RuleContext file) {
    return file.callsOn(SEMAPHORE, "release").stream().filter(r -> isSame(r, take, file)).toList();
  }

  private static boolean isSame(MethodCallExpr a, MethodCallExpr b, RuleContext file) {
    return SameVariable.is(a.getScope().orElse(null), b.getScope().orElse(null), file.types());
  }
}
