package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.expr.MethodCallExpr;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.Target;
import java.util.List;

/** Calls of {@code wait}, {@code notify} and {@code notifyAll}. */
final class ObjectMonitor {

  private ObjectMonitor() {}

  /** The calls of those methods as Object declares them, not of others with their names. */
  static List<MethodCallExpr> calls(RuleContext file, String... names) {
    return file.calls(names).stream().filter(c -> isObjects(file, c)).toList();
  }

  private static boolean isObjects(RuleContext file, MethodCallExpr call) {
    Target target = file.types().target(call);
    ClassInfo self = file.types().enclosingClass(call);
    return target != null
        && target.owner().equals("java.lang.Object")
        && !(self != null && self.name().equals(target.owner())); // one of them calls another
  }
}
