package io.conccheck.analyzer.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.TypeRef;
import io.conccheck.analyzer.types.Types;
import java.util.List;
import java.util.Set;

/**
 * JDK collections and buffers that do not guard what they hold, and what their methods do to it.
 */
public final class Contents {

  private static final Set<String> UNSAFE =
      Set.of(
          "java.util.ArrayList",
          "java.util.LinkedList",
          "java.util.HashMap",
          "java.util.LinkedHashMap",
          "java.util.TreeMap",
          "java.util.HashSet",
          "java.util.LinkedHashSet",
          "java.util.TreeSet",
          "java.util.ArrayDeque",
          "java.util.PriorityQueue",
          "java.util.IdentityHashMap",
          "java.util.WeakHashMap",
          "java.util.EnumMap",
          "java.util.BitSet",
          "java.lang.StringBuilder");

  private static final List<String> CHANGES =
      List.of(
          "add",
          "put",
          "remove",
          "clear",
          "set",
          "push",
          "pop",
          "poll",
          "offer",
          "append",
          "insert",
          "delete",
          "sort",
          "compute",
          "merge",
          "replace",
          "retain",
          "reverse",
          "roll",
          "flip",
          "and",
          "or",
          "xor",
          "removeIf",
          "trimToSize",
          "ensureCapacity");

  private Contents() {}

  /** True if that class is known to be unsafe for use by several threads. */
  public static boolean isUnsafe(TypeRef type) {
    return type.isClass() && UNSAFE.contains(type.name());
  }

  /** What a method does to an object of that class. */
  static Access.Kind effect(String className, String method) {
    boolean linkedOrder = method.equals("get") && className.equals("java.util.WeakHashMap");
    for (String c : CHANGES) {
      if (method.startsWith(c)) {
        return Access.Kind.UPDATE;
      }
    }
    return linkedOrder ? Access.Kind.UPDATE : Access.Kind.READ;
  }

  /**
   * The class of the object that an expression surely gives, as its declared type or the value it
   * was declared with tells; null if nothing does.
   */
  static String concrete(Expression e, Types types, LockNames names, Paths paths) {
    TypeRef declared = types.of(e);
    if (isUnsafe(declared)) {
      return declared.name();
    }
    Meaning m = types.meaning(e);
    Expression value =
        m == null ? null : m.isField() ? names.initialValue(m.field()) : initial(m, paths);
    if (value instanceof ObjectCreationExpr) {
      TypeRef made = types.of(value);
      return isUnsafe(made) ? made.name() : null;
    }
    return null;
  }

  /** The class of all those values, if each is made on the spot and all are of one; else null. */
  static String concrete(List<Expression> values, Types types) {
    String one = null;
    for (Expression value : values) {
      TypeRef made = value instanceof ObjectCreationExpr ? types.of(value) : TypeRef.UNKNOWN;
      if (!isUnsafe(made) || one != null && !one.equals(made.name())) {
        return null;
      }
      one = made.name();
    }
    return one;
  }

  private static Expression initial(Meaning m, Paths paths) {
    Node d = m.local();
    boolean once = d instanceof VariableDeclarator && !paths.isReassigned(d);
    return once ? ((VariableDeclarator) d).getInitializer().orElse(null) : null;
  }
}
