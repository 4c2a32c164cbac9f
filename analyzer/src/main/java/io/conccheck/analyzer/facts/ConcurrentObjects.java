package io.conccheck.analyzer.facts;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import io.conccheck.analyzer.types.Types;

/** Tells collections that are meant to be shared: by their type or by what made them. */
final class ConcurrentObjects {

  private static final String[] TYPES = {
    "java.util.concurrent.ConcurrentMap",
    "java.util.concurrent.BlockingQueue",
    "java.util.concurrent.ConcurrentLinkedQueue",
    "java.util.concurrent.ConcurrentLinkedDeque",
    "java.util.concurrent.ConcurrentSkipListSet",
    "java.util.concurrent.CopyOnWriteArrayList",
    "java.util.concurrent.CopyOnWriteArraySet",
    "java.util.Vector",
    "java.util.Hashtable"
  };

  private final Types types;
  private final GivenValues values;

  ConcurrentObjects(Types types, GivenValues values) {
    this.types = types;
    this.values = values;
  }

  /** True if the expression surely gives a concurrent collection or a synchronized wrapper. */
  boolean isConcurrent(Expression e) {
    if (types.isA(e, TYPES)) {
      return true;
    }
    if (!types.isA(e, "java.util.Map", "java.util.Collection")) {
      return false;
    }
    for (Expression value : values.of(e)) {
      boolean concurrent = types.isA(value, TYPES) || value instanceof MethodCallExpr c && wraps(c);
      if (!concurrent) {
        return false;
      }
    }
    return !values.of(e).isEmpty();
  }

  private boolean wraps(MethodCallExpr c) {
    String n = c.getNameAsString();
    return n.startsWith("synchronized") && types.isCall(c, "java.util.Collections")
        || n.equals("newKeySet") && types.isCall(c, "java.util.concurrent.ConcurrentHashMap");
  }
}
