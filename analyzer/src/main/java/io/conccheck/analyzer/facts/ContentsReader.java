package io.conccheck.analyzer.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.Types;
import java.util.Set;

/** Reads what a body does to what collections and buffers hold. */
final class ContentsReader {

  /** Calls that read all of the collection they are given. */
  private static final Set<String> COPIES = Set.of("addAll", "putAll", "copyOf");

  /** Calls that give a map a value. */
  private static final Set<String> PUTS =
      Set.of("put", "putIfAbsent", "compute", "computeIfAbsent", "computeIfPresent", "merge");

  private final BodyReader reader;
  private final FileFacts file;
  private final Types types;

  ContentsReader(BodyReader reader) {
    this.reader = reader;
    this.file = reader.file();
    this.types = file.types();
  }

  /** A call on a collection, a buffer, or an object that orders threads. */
  void called(Expression scope, MethodCallExpr call) {
    if (COPIES.contains(call.getNameAsString()) && call.getArguments().size() == 1) {
      walked(call.getArgument(0), call);
    }
    if (scope instanceof MethodCallExpr made && (isMadeValue(made) || isKeptValue(made))) {
      new AccessReader(reader).values(made.getScope().get(), call);
      return;
    }
    if (SyncObjects.isSync(types.of(scope))) {
      new AccessReader(reader).sync(scope, call);
      return;
    }
    String concrete = concrete(scope);
    if (concrete != null) {
      new AccessReader(reader).contents(scope, call, concrete, call.getNameAsString());
    }
  }

  /** {@code map.computeIfAbsent(key, k -> new ArrayList<>())}: the same list for all who ask. */
  private boolean isMadeValue(MethodCallExpr made) {
    return made.getNameAsString().equals("computeIfAbsent")
        && made.getScope().isPresent()
        && made.getArguments().size() == 2
        && made.getArgument(1) instanceof LambdaExpr l
        && l.getExpressionBody().map(b -> Contents.isUnsafe(types.of(b))).orElse(false)
        && SyncObjects.isSync(types.of(made.getScope().get()))
            | file.isConcurrent(made.getScope().get());
  }

  /** {@code map.get(key)} of a field where this file puts nothing but new plain collections. */
  private boolean isKeptValue(MethodCallExpr got) {
    Meaning map =
        got.getNameAsString().equals("get") && got.getArguments().size() == 1
            ? got.getScope().map(types::meaning).orElse(null)
            : null;
    boolean shared =
        map != null
            && map.isField()
            && SyncObjects.isSync(types.of(got.getScope().get()))
                | file.isConcurrent(got.getScope().get());
    boolean one = false;
    for (String put : shared ? PUTS : Set.<String>of()) {
      for (MethodCallExpr c : file.nodes().calls(put)) {
        Meaning into = c.getScope().map(types::meaning).orElse(null);
        if (into != null && into.isField() && into.field().equals(map.field())) {
          boolean plain =
              c.getArguments().size() == 2
                  && c.getArgument(1) instanceof ObjectCreationExpr o
                  && o.getArguments().isEmpty()
                  && Contents.isUnsafe(types.of(o));
          if (!plain) {
            return false;
          }
          one = true;
        }
      }
    }
    return one;
  }

  private String concrete(Expression e) {
    String concrete = Contents.concrete(e, types, file.lockNames(), file.paths());
    Meaning m = concrete == null ? types.meaning(e) : null;
    boolean component = e instanceof MethodCallExpr c && RecordComponents.of(c, types) != null;
    boolean once =
        component && concrete == null
            || m != null
                && (m.isField()
                    ? m.field().isFinal()
                    : m.local() instanceof Parameter && !file.paths().isReassigned(m.local()));
    return once ? Contents.concrete(file.valuesOf(e), types) : concrete;
  }

  /** A collection that is walked through or copied as a whole. */
  void walked(Expression raw, Node at) {
    Expression e = Types.bare(raw);
    boolean variable = e instanceof NameExpr || e instanceof FieldAccessExpr;
    String concrete = variable ? concrete(e) : null;
    if (concrete != null) {
      new AccessReader(reader).contents(e, at, concrete, "iterator");
    }
  }
}
