package io.conccheck.analyzer.rules;

import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.TypeRef;
import java.util.Set;

/** Collections and buffers that leave locking to their users. */
public final class PlainCollections {

  private static final Set<String> PLAIN =
      Set.of(
          "java.util.ArrayList",
          "java.util.LinkedList",
          "java.util.ArrayDeque",
          "java.util.PriorityQueue",
          "java.util.HashMap",
          "java.util.LinkedHashMap",
          "java.util.TreeMap",
          "java.util.WeakHashMap",
          "java.util.IdentityHashMap",
          "java.util.EnumMap",
          "java.util.HashSet",
          "java.util.LinkedHashSet",
          "java.util.TreeSet",
          "java.util.BitSet",
          "java.lang.StringBuilder");
  private static final Set<String> CHANGES =
      Set.of(
          "add",
          "addAll",
          "addFirst",
          "addLast",
          "remove",
          "removeAll",
          "removeIf",
          "removeFirst",
          "removeLast",
          "retainAll",
          "clear",
          "put",
          "putAll",
          "putIfAbsent",
          "compute",
          "computeIfAbsent",
          "computeIfPresent",
          "merge",
          "replace",
          "replaceAll",
          "offer",
          "poll",
          "push",
          "pop",
          "set",
          "sort",
          "append",
          "insert",
          "delete",
          "deleteCharAt",
          "setLength",
          "reverse");

  private PlainCollections() {}

  /** True if the call changes a collection or buffer that is proven to be a plain one. */
  public static boolean changes(RuleContext file, MethodCallExpr call) {
    return changesOf(call) && call.getScope().map(s -> isPlain(file, s)).orElse(false);
  }

  /** True if the call has the name of one that changes a collection or buffer. */
  public static boolean changesOf(MethodCallExpr call) {
    return CHANGES.contains(call.getNameAsString());
  }

  /** True if the value is proven to be such: by its type, or by the only value it is given. */
  public static boolean isPlain(RuleContext file, Expression e) {
    if (isPlain(file.types().of(e))) {
      return true;
    }
    Expression made = made(file, e);
    return made != null && made.isObjectCreationExpr() && isPlain(file.types().of(made));
  }

  /** True for the class of a plain collection or buffer. */
  public static boolean isPlain(TypeRef type) {
    return type.isClass() && PLAIN.contains(type.name());
  }

  /** What a variable that is set once was set to at its declaration, or null. */
  public static Expression made(RuleContext file, Expression e) {
    Meaning m = file.types().meaning(e);
    if (m != null && m.isField()) {
      boolean once = m.field().isFinal() || isNeverSet(file, m.field());
      return once ? FieldDeclarations.initialValue(file, m.field()) : null;
    } else if (m != null && m.local() instanceof VariableDeclarator v) {
      return file.facts().isReassigned(v) ? null : v.getInitializer().orElse(null);
    }
    return null;
  }

  /** A private field that no assignment of its file names. */
  private static boolean isNeverSet(RuleContext file, FieldInfo field) {
    return field.isPrivate()
        && file.nodes().named(field.name()).stream()
            .noneMatch(e -> Tree.parent(e) instanceof AssignExpr a && a.getTarget() == e);
  }
}
