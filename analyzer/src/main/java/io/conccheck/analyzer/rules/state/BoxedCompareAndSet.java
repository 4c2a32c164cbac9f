package io.conccheck.analyzer.rules.state;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.types.TypeRef;
import io.conccheck.analyzer.types.Types;
import io.conccheck.findings.card.Carded;
import java.util.Set;

/** compareAndSet compares references; a number boxed for the call is a new object. */
@AutoService({Rule.class, Carded.class})
public final class BoxedCompareAndSet implements Rule {

  private static final String PACKAGE = "java.util.concurrent.atomic.";
  private static final String UPDATER = PACKAGE + "AtomicReferenceFieldUpdater";

  @Override
  public void check(RuleContext file) {
    for (MethodCallExpr call :
        file.calls(
            "compareAndSet",
            "weakCompareAndSet",
            "weakCompareAndSetPlain",
            "weakCompareAndSetVolatile",
            "compareAndExchange")) {
      boolean onReference =
          call.getScope()
              .map(
                  s ->
                      file.types()
                          .isA(
                              s,
                              PACKAGE + "AtomicReference",
                              PACKAGE + "AtomicStampedReference",
                              PACKAGE + "AtomicMarkableReference",
                              PACKAGE + "AtomicReferenceArray",
                              UPDATER))
              .orElse(false);
      if (!onReference) {
        continue;
      }
      boolean array =
          file.types()
              .isA(call.getScope().orElseThrow(), PACKAGE + "AtomicReferenceArray", UPDATER);
      int at = array ? 1 : 0;
      Expression expected =
          call.getArguments().size() > at ? Types.bare(call.getArgument(at)) : null;
      if (expected != null && isBoxedHere(file, expected)) {
        file.report(call)
            .message(
                "`"
                    + call.getNameAsString()
                    + "` compares references, and `"
                    + expected
                    + "` is boxed into an object of its own: it fails for equal numbers")
            .help("Pass the object that `get()` returned, or use `AtomicInteger` or `AtomicLong`.")
            .emit();
      }
    }
  }

  /** Small constants are always boxed to the same object (JLS 5.1.7): they are right. */
  private static boolean isBoxedHere(RuleContext file, Expression e) {
    TypeRef type = file.types().of(e);
    boolean number =
        type.isPrimitive()
            && Set.of("int", "long", "short", "char", "float", "double").contains(type.name());
    if (e.isIntegerLiteralExpr()) {
      Number n = e.asIntegerLiteralExpr().asNumber();
      return n.longValue() > 127;
    }
    boolean small =
        e.isUnaryExpr() && e.asUnaryExpr().getExpression().isLiteralExpr()
            || e.isCharLiteralExpr()
            || e.isLongLiteralExpr() && e.toString().length() < 4;
    return number && !small;
  }
}
