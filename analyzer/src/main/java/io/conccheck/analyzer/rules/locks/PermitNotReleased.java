package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.CatchClause;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.Failures;
import io.conccheck.analyzer.rules.Constants;
import io.conccheck.analyzer.rules.FieldDeclarations;
import io.conccheck.analyzer.rules.FieldUse;
import io.conccheck.analyzer.rules.Finally;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.SameVariable;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.findings.card.Carded;
import java.util.List;
import java.util.Set;

/** A permit or a count that is lost when something is thrown. */
@AutoService({Rule.class, Carded.class})
public final class PermitNotReleased implements Rule {

  private static final Set<String> HARMLESS =
      Set.of(
          "await",
          "countDown",
          "getCount",
          "currentThread",
          "getName",
          "nanoTime",
          "set",
          "add",
          "put",
          "offer",
          "incrementAndGet",
          "addAndGet");

  @Override
  public void check(RuleContext file) {
    for (MethodCallExpr take :
        file.callsOn(
            "java.util.concurrent.Semaphore", "acquire", "acquireUninterruptibly", "tryAcquire")) {
      if (!take.getNameAsString().equals("tryAcquire")) {
        neverOrOther(file, take);
      }
      for (MethodCallExpr give : file.callsOn("java.util.concurrent.Semaphore", "release")) {
        boolean pair =
            Tree.body(give) == Tree.body(take)
                && Tree.before(take, give)
                && !Finally.contains(give)
                && Tree.enclosing(give, CatchClause.class) == null
                && SameVariable.is(
                    take.getScope().orElse(null), give.getScope().orElse(null), file.types());
        if (pair && mayFail(take, give, file)) {
          file.report(give)
              .message(
                  "`" + give.getScope().get() + "` is not released when the code before throws")
              .help("Release it in a `finally` block.")
              .related(take, "acquired here")
              .emit();
        }
      }
    }
    for (MethodCallExpr count : file.callsOn("java.util.concurrent.CountDownLatch", "countDown")) {
      if (isTask(count) && !Finally.contains(count) && awaited(file, count)) {
        MethodCallExpr risk = riskBefore(count);
        if (risk != null) {
          file.report(count)
              .message(
                  "`"
                      + count.getScope().get()
                      + "` is not counted down when `"
                      + risk.getNameAsString()
                      + "` throws: who awaits it waits for ever")
              .help("Count down in a `finally` block.")
              .related(risk, "may throw here")
              .emit();
        }
      }
    }
  }

  /** Permits that come back nowhere, or in another number. */
  private static void neverOrOther(RuleContext file, MethodCallExpr take) {
    FieldInfo f = take.getScope().map(s -> file.types().field(s)).orElse(null);
    if (f == null || !f.isPrivate()) {
      return;
    }
    List<FieldUse> uses = FieldUse.of(file, x -> x.symbol().equals(f.symbol()));
    boolean released = false;
    for (FieldUse u : uses) {
      boolean onlyTakes =
          Tree.parent(u.node()) instanceof MethodCallExpr c
              && c.getScope().orElse(null) == u.node()
              && c.getNameAsString().matches("(acquire|tryAcquire|available|drain).*");
      released |= !onlyTakes && !u.writes();
    }
    boolean filled =
        FieldDeclarations.initialValue(file, f) instanceof ObjectCreationExpr o
            && Constants.intOf(o.getArgument(0), file).orElse(0) > 0;
    if (!released && filled) {
      file.report(take)
          .message("a permit of `" + f.name() + "` is taken here and none is ever released")
          .help("Release it in a `finally` block.")
          .emit();
    }
    Integer taken = permits(take, file);
    for (MethodCallExpr give : file.callsOn("java.util.concurrent.Semaphore", "release")) {
      Integer given = permits(give, file);
      boolean pair =
          Tree.body(give) == Tree.body(take)
              && SameVariable.is(take.getScope().get(), give.getScope().orElse(null), file.types());
      if (pair && taken != null && given != null && given < taken && isOnly(file, give)) {
        file.report(give)
            .message(
                "%d permits of `%s` were taken, but %d are released"
                    .formatted(taken, f.name(), given))
            .help("Release as many permits as were acquired.")
            .related(take, "acquired here")
            .emit();
      }
    }
  }

  private static Integer permits(MethodCallExpr call, RuleContext file) {
    boolean one = call.getArguments().isEmpty() || call.getArguments().size() == 2;
    var number = one ? java.util.OptionalInt.of(1) : Constants.intOf(call.getArgument(0), file);
    return number.isPresent() ? number.getAsInt() : null;
  }

  private static boolean isOnly(RuleContext file, MethodCallExpr give) {
    return file.callsOn("java.util.concurrent.Semaphore", "release").stream()
            .filter(o -> Tree.body(o) == Tree.body(give))
            .count()
        == 1;
  }

  private static boolean mayFail(MethodCallExpr take, MethodCallExpr give, RuleContext file) {
    boolean again =
        file.callsOn("java.util.concurrent.Semaphore", "release").stream()
            .anyMatch(o -> o != give && Tree.body(o) == Tree.body(give));
    return !again
        && Tree.within(Tree.body(take), MethodCallExpr.class).stream()
            .anyMatch(
                c ->
                    Tree.before(take, c)
                        && Tree.before(c, give)
                        && !take.isAncestorOf(c)
                        && !Tree.statement(give).isAncestorOf(c)
                        && !c.getNameAsString().startsWith("print"));
  }

  private static boolean isTask(MethodCallExpr count) {
    Node body = Tree.body(count);
    return body instanceof LambdaExpr
        || body instanceof MethodDeclaration m && m.getNameAsString().equals("run");
  }

  private static boolean awaited(RuleContext file, MethodCallExpr count) {
    FieldInfo field = count.getScope().map(s -> file.types().field(s)).orElse(null);
    return file.callsOn("java.util.concurrent.CountDownLatch", "await").stream()
        .anyMatch(
            a ->
                a.getArguments().isEmpty()
                    && (field != null && FieldDeclarations.initialValue(file, field) == null
                        || SameVariable.is(
                            a.getScope().orElse(null),
                            count.getScope().orElse(null),
                            file.types())));
  }

  /** A call before it in the same block that no catch-all guards. */
  private static MethodCallExpr riskBefore(MethodCallExpr count) {
    Node body = Tree.body(count);
    return Tree.within(body, MethodCallExpr.class).stream()
        .filter(
            c ->
                Tree.before(c, count)
                    && !c.getNameAsString().startsWith("print")
                    && !Tree.statement(count).isAncestorOf(c)
                    && Tree.parent(c) != count
                    && !HARMLESS.contains(c.getNameAsString())
                    && !Failures.isCaught(c, body, "")
                    && Tree.parent(Tree.statement(count)).isAncestorOf(c))
        .findFirst()
        .orElse(null);
  }
}
