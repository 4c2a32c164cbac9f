package io.conccheck.analyzer.rules.state;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import io.conccheck.analyzer.facts.life.ValueFlow;
import io.conccheck.analyzer.rules.PlainCollections;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.SameVariable;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.TypeRef;
import io.conccheck.analyzer.types.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a concurrent map of an object holds: the map is for several threads, and each that asks for
 * a key gets the very same value.
 */
final class MapContents {

  private static final String CONCURRENT = "java.util.concurrent.ConcurrentMap";

  /** A value of such a map that is used without a lock. */
  record Use(Expression at, String map, FieldInfo field, TypeRef type) {}

  private final RuleContext file;
  private final Surroundings around;

  MapContents(RuleContext file, Surroundings around) {
    this.file = file;
    this.around = around;
  }

  /** Changes of plain collections, and work of objects that keep state between calls. */
  List<Use> uses(Predicate<TypeRef> isStateful, Predicate<Expression> works) {
    List<Use> found = new ArrayList<>();
    for (MethodCallExpr taken : file.calls("get", "computeIfAbsent", "getOrDefault")) {
      Expression map = taken.getScope().map(Types::bare).orElse(null);
      FieldInfo field = map == null ? null : file.types().field(map);
      boolean own = taken.getArguments().toString().matches("(?s).*(currentThread|threadId).*");
      if (field == null
          || own
          || !isConcurrent(map)
          || inUpdate(taken)
          || around.inConstruction(taken)) {
        continue;
      }
      TypeRef type = file.types().of(taken);
      boolean stateful = type.isClass() && isStateful.test(type);
      if (!stateful && !holdsPlain(map)) {
        continue;
      }
      for (Expression value : namesOf(taken)) {
        boolean used = stateful ? works.test(value) : isChanged(value);
        if (used && !around.mayBeLocked(value)) {
          found.add(new Use(value, map.toString(), field, type));
          break;
        }
      }
    }
    return found;
  }

  private boolean isConcurrent(Expression map) {
    Expression made = PlainCollections.made(file, map);
    return file.types().isA(map, CONCURRENT)
        || made instanceof ObjectCreationExpr o && file.types().isA(o, CONCURRENT);
  }

  /** Inside of an update of the map itself, which no other thread gets into. */
  private static boolean inUpdate(Node n) {
    return Tree.body(n) instanceof LambdaExpr l
        && Tree.parent(l) instanceof MethodCallExpr c
        && c.getNameAsString().matches("compute\\w*|merge|replaceAll");
  }

  /** The call itself, and all uses of the variable that its value is kept in. */
  private List<Expression> namesOf(MethodCallExpr taken) {
    List<Expression> names = new ArrayList<>(List.of(taken));
    if (Tree.parent(taken) instanceof VariableDeclarator v) {
      ValueFlow.ofLocal(v, v.getNameAsString(), file.types(), file.nodes()).calls().stream()
          .filter(c -> Tree.body(c) == Tree.body(taken))
          .map(c -> c.getScope().orElse(null))
          .filter(s -> s != null && s.isNameExpr())
          .forEach(names::add);
    }
    return names;
  }

  private static boolean isChanged(Expression value) {
    return Tree.parent(value) instanceof MethodCallExpr c
        && c.getScope().orElse(null) == value
        && PlainCollections.changesOf(c);
  }

  /** True if this file puts new plain collections into the map. */
  private boolean holdsPlain(Expression map) {
    return file.calls("put", "putIfAbsent", "computeIfAbsent", "compute").stream()
        .filter(c -> c.getArguments().size() == 2)
        .filter(c -> SameVariable.is(c.getScope().orElse(null), map, file.types()))
        .map(c -> made(Types.bare(c.getArgument(1))))
        .anyMatch(PlainCollections::isPlain);
  }

  /** What new object a variable is given somewhere; or null. */
  private Expression given(Expression variable) {
    Expression first = PlainCollections.made(file, variable);
    return first != null && first.isObjectCreationExpr()
        ? first
        : file.all(AssignExpr.class).stream()
            .filter(a -> a.getValue().isObjectCreationExpr())
            .filter(a -> SameVariable.is(a.getTarget(), variable, file.types()))
            .map(AssignExpr::getValue)
            .findFirst()
            .orElse(null);
  }

  /** The class that an argument makes an object of, at once or as the function it is. */
  private TypeRef made(Expression value) {
    if (value instanceof LambdaExpr l) {
      return l.getExpressionBody().map(e -> made(Types.bare(e))).orElse(TypeRef.UNKNOWN);
    } else if (value instanceof MethodReferenceExpr r && r.getIdentifier().equals("new")) {
      return r.getScope().isTypeExpr()
          ? file.types().resolve(r.getScope().asTypeExpr().getType())
          : TypeRef.UNKNOWN;
    }
    Expression given = value.isNameExpr() ? given(value) : value;
    return given != null && given.isObjectCreationExpr() ? file.types().of(given) : TypeRef.UNKNOWN;
  }
}
