package io.conccheck.analyzer.facts;

import com.github.javaparser.ast.expr.MethodCallExpr;
import io.conccheck.analyzer.types.TypeRef;
import io.conccheck.analyzer.types.Types;
import java.util.Set;

/** JDK methods that run the function they are given once for each element: loops in disguise. */
final class ElementWise {

  private static final Set<String> ONCE =
      Set.of("computeIfAbsent", "computeIfPresent", "compute", "merge", "collect", "onClose");

  private ElementWise() {}

  static boolean is(MethodCallExpr call, Types types) {
    TypeRef on = types.receiverOf(call);
    boolean many =
        types.isA(on, "java.util.stream.BaseStream", "java.lang.Iterable", "java.util.Map")
            || types.isA(on, "java.util.Iterator");
    return many && !ONCE.contains(call.getNameAsString());
  }
}
