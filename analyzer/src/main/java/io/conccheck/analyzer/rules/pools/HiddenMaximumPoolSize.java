package io.conccheck.analyzer.rules.pools;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.Constants;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.types.Types;
import io.conccheck.findings.card.Carded;
import java.util.List;
import java.util.OptionalInt;

/** A pool whose queue never refuses a task never grows beyond its core threads. */
@AutoService({Rule.class, Carded.class})
public final class HiddenMaximumPoolSize implements Rule {

  private static final String POOL = "java.util.concurrent.ThreadPoolExecutor";
  private static final String[] ALWAYS_UNBOUNDED = {
    "java.util.concurrent.LinkedTransferQueue",
    "java.util.concurrent.PriorityBlockingQueue",
    "java.util.concurrent.DelayQueue"
  };
  private static final String[] BOUNDED_IF_TOLD = {
    "java.util.concurrent.LinkedBlockingQueue", "java.util.concurrent.LinkedBlockingDeque"
  };

  @Override
  public void check(RuleContext file) {
    for (ObjectCreationExpr made : file.all(ObjectCreationExpr.class)) {
      if (file.types().isA(made, POOL)
          && !file.types().isA(made, "java.util.concurrent.ScheduledThreadPoolExecutor")
          && made.getArguments().size() >= 5
          && differ(made, file)
          && queue(made, file)) {
        file.report(made)
            .message(
                "the queue of this pool takes any number of tasks: it never grows from `%s` to `%s` threads"
                    .formatted(made.getArgument(0), made.getArgument(1)))
            .help("Bound the queue, or give the number of threads as the core size.")
            .emit();
      }
    }
  }

  /** Core 0 with an unbounded queue means one thread: that is hidden as well. */
  private static boolean differ(ObjectCreationExpr made, RuleContext file) {
    OptionalInt core = Constants.intOf(made.getArgument(0), file);
    OptionalInt most = Constants.intOf(made.getArgument(1), file);
    if (core.isPresent() && most.isPresent()) {
      return core.getAsInt() < most.getAsInt();
    }
    boolean words = !made.getArgument(0).toString().equals(made.getArgument(1).toString());
    boolean mayTimeOut = file.calls("allowCoreThreadTimeOut", "setCorePoolSize").isEmpty();
    return words && mayTimeOut && (core.isPresent() || most.isPresent());
  }

  private static boolean queue(ObjectCreationExpr made, RuleContext file) {
    for (Expression value : file.facts().valuesOf(made.getArgument(4))) {
      if (!(Types.bare(value) instanceof ObjectCreationExpr q)
          || q.getAnonymousClassBody().isPresent()
          || !isUnbounded(q, file)) {
        return false;
      }
    }
    return !file.facts().valuesOf(made.getArgument(4)).isEmpty();
  }

  private static boolean isUnbounded(ObjectCreationExpr q, RuleContext file) {
    String type = file.types().of(q).name();
    boolean told =
        !q.getArguments().isEmpty() && !q.getArgument(0).toString().equals("Integer.MAX_VALUE");
    return List.of(ALWAYS_UNBOUNDED).contains(type)
        || List.of(BOUNDED_IF_TOLD).contains(type) && !told;
  }
}
