package io.conccheck.analyzer.rules.state;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.Condition;
import io.conccheck.analyzer.facts.Path;
import io.conccheck.analyzer.rules.Dependence;
import io.conccheck.analyzer.rules.FieldDeclarations;
import io.conccheck.analyzer.rules.FieldUse;
import io.conccheck.analyzer.rules.PlainCollections;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.rules.Unshared;
import io.conccheck.analyzer.rules.Writers;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.findings.card.Carded;
import java.util.List;
import java.util.Set;

/** Two calls on a collection that others change in between. */
@AutoService({Rule.class, Carded.class})
public final class CheckThenAct implements Rule {

  private static final Set<String> MAP_CHECKS = Set.of("containsKey", "get", "getOrDefault");
  private static final Set<String> QUEUE_CHECKS = Set.of("isEmpty", "peek", "size");
  private static final String[] TAKES = {"remove", "poll", "take", "pop", "element"};

  @Override
  public void check(RuleContext file) {
    for (MethodCallExpr put : file.calls("put")) {
      if (put.getArguments().size() == 2) {
        act(file, put, MAP_CHECKS);
      }
    }
    for (MethodCallExpr add : file.calls("add")) {
      if (add.getArguments().size() == 1 && isList(file, add)) {
        act(file, add, Set.of("contains", "indexOf", "size"));
      }
    }
    for (MethodCallExpr add : file.calls("add")) {
      // By itself adding twice does no harm; doing twice what depends on it may.
      if (isSet(file, add) && isOneOfSeveral(add)) {
        act(file, add, Set.of("contains"));
      }
    }
    for (MethodCallExpr end :
        file.calls(
            "removeFirst", "removeLast", "getFirst", "getLast", "firstElement", "lastElement")) {
      if (end.getArguments().isEmpty()) {
        act(file, end, QUEUE_CHECKS);
      }
    }
    for (MethodCallExpr get : file.calls("get")) {
      if (get.getArguments().size() == 1 && isList(file, get)) {
        act(file, get, shrinks(file, get) ? Set.of("isEmpty", "size") : Set.of("isEmpty"));
      } else if (isFollowed(get) && isMap(file, get) && shrinks(file, get)) {
        act(file, get, Set.of("containsKey"));
      }
    }
    for (MethodCallExpr remove : file.calls("remove")) {
      if (isFollowed(remove) && isMap(file, remove)) {
        act(file, remove, Set.of("containsKey"));
      }
    }
    for (MethodCallExpr remove : file.calls("remove")) {
      boolean map =
          remove.getScope().isPresent()
              && file.types().isA(remove.getScope().get(), "java.util.Map", "java.util.Set");
      if (map && remove.getArguments().size() == 1) {
        act(file, remove, Set.of("size")); // what another thread put meanwhile goes as well
      }
    }
    for (MethodCallExpr take : file.calls(TAKES)) {
      boolean indexed = take.getArguments().size() == 1 && isList(file, take);
      if (take.getArguments().isEmpty() && !isHandled(take) || indexed) {
        act(file, take, QUEUE_CHECKS);
      }
    }
  }

  private static boolean isOneOfSeveral(MethodCallExpr add) {
    return Tree.parent(add) instanceof ExpressionStmt s
        && Tree.parent(s) instanceof BlockStmt b
        && (Tree.parent(b) instanceof IfStmt && b.getStatements().size() > 1
            || b.getStatements().getLast().orElse(s) != s && !(b.getStatement(0) == s));
  }

  /** What the call gives is used at once, as if it could not be null. */
  private static boolean isFollowed(MethodCallExpr call) {
    return call.getArguments().size() == 1
        && Tree.parent(call) instanceof MethodCallExpr next
        && next.getScope().orElse(null) == call;
  }

  private static boolean isSet(RuleContext file, MethodCallExpr call) {
    return call.getScope().isPresent() && file.types().isA(call.getScope().get(), "java.util.Set");
  }

  private static boolean isMap(RuleContext file, MethodCallExpr call) {
    return call.getScope().isPresent() && file.types().isA(call.getScope().get(), "java.util.Map");
  }

  /** The field is one from which this file takes things away. */
  private static boolean shrinks(RuleContext file, MethodCallExpr call) {
    FieldInfo field = call.getScope().map(file.types()::field).orElse(null);
    return field != null
        && FieldUse.of(file, f -> f.symbol().equals(field.symbol())).stream()
            .anyMatch(
                u ->
                    Tree.parent(u.node()) instanceof MethodCallExpr c
                        && c.getScope().orElse(null) == u.node()
                        && c.getNameAsString().matches("remove\\w*|clear|poll\\w*|pop|retainAll"));
  }

  private static boolean isList(RuleContext file, MethodCallExpr call) {
    return call.getScope().isPresent() && file.types().isA(call.getScope().get(), "java.util.List");
  }

  private static void act(RuleContext file, MethodCallExpr act, Set<String> checks) {
    Node body = Tree.body(act);
    Expression scope = act.getScope().orElse(null);
    if (body == null || scope == null || !file.facts().isConcurrent(scope)) {
      return;
    }
    Path path = file.facts().pathOf(scope);
    if (path.isUnknown()
        || path.isFresh()
        || !file.facts().heldAt(act).isEmpty()
        || Unshared.isOwn(file, scope)
        || isOneThreads(file, act, scope)) {
      return;
    }
    for (MethodCallExpr check : Tree.within(body, MethodCallExpr.class)) {
      if (isCheck(file, check, act, path, checks) && hangsOn(body, check, act)) {
        report(file, check, act, body);
        return;
      }
    }
  }

  /** All changes of the field are made by what one thread runs; the others only look. */
  private static boolean isOneThreads(RuleContext file, MethodCallExpr act, Expression scope) {
    FieldInfo field = file.types().field(scope);
    if (field == null
        || !field.isPrivate()
        || FieldDeclarations.initialValue(file, field) == null) { // may be one that others gave
      return false;
    }
    Writers writers = new Writers(file, new Surroundings(file));
    return writers.isOneThread(act, field)
        && FieldUse.of(file, f -> f.symbol().equals(field.symbol())).stream()
            .filter(
                u ->
                    Tree.parent(u.node()) instanceof MethodCallExpr c
                        && PlainCollections.changesOf(c))
            .allMatch(u -> writers.isOneThread(u.node(), field));
  }

  private static boolean isCheck(
      RuleContext file, MethodCallExpr check, MethodCallExpr act, Path path, Set<String> checks) {
    boolean same =
        checks.contains(check.getNameAsString())
            && check.getScope().isPresent()
            && file.facts().pathOf(check.getScope().get()).equals(path);
    boolean keyed =
        !checks.contains("get") && !checks.contains("containsKey")
            || !check.getArguments().isEmpty() && check.getArgument(0).equals(act.getArgument(0));
    return same && keyed && Tree.before(check, act) | contains(act, check);
  }

  private static boolean contains(Node outer, Node inner) {
    return outer.isAncestorOf(inner);
  }

  private static boolean hangsOn(Node body, MethodCallExpr check, MethodCallExpr act) {
    Dependence result = new Dependence(body, check);
    boolean fed = act.getArguments().size() == 2 && result.mentions(act.getArgument(1));
    boolean peeked =
        check.getNameAsString().equals("peek")
            && Tree.any(body, Expression.class, e -> comparesBoth(e, result, act));
    return fed || result.decides(act) || peeked;
  }

  private static boolean comparesBoth(Expression e, Dependence result, MethodCallExpr act) {
    return e instanceof MethodCallExpr c
        && c != act
        && c.getNameAsString().equals("equals")
        && c.getScope().filter(result::mentions).isPresent();
  }

  /** {@code poll} tells itself whether there was something, if its answer is looked at. */
  private static boolean isHandled(MethodCallExpr take) {
    if (!take.getNameAsString().equals("poll")) {
      return false;
    }
    Node body = Tree.body(take);
    Dependence result = new Dependence(body, take);
    return Tree.any(
        body,
        BinaryExpr.class,
        b ->
            (b.getLeft().isNullLiteralExpr() || b.getRight().isNullLiteralExpr())
                && (isItself(b.getLeft(), take, result) || isItself(b.getRight(), take, result)));
  }

  private static boolean isItself(Expression e, MethodCallExpr take, Dependence result) {
    return e == take || e instanceof NameExpr n && result.carriers().contains(n.getNameAsString());
  }

  private static void report(
      RuleContext file, MethodCallExpr check, MethodCallExpr act, Node body) {
    String scope = act.getScope().map(Expression::toString).orElse("it");
    String key = file.facts().keyOf(body);
    file.report(act)
        .message(
            "`%s.%s` acts on what `%s` said before; another thread may have changed `%s` in between"
                .formatted(scope, act.getNameAsString(), check.getNameAsString(), scope))
        .help(help(file, act))
        .related(check, "here it is looked at")
        .emitIf(new Condition.NoLockAtEntry(key));
  }

  private static String help(RuleContext file, MethodCallExpr act) {
    String name = act.getNameAsString();
    if (name.equals("put")) {
      return "Use one atomic call: `putIfAbsent`, `computeIfAbsent`, `compute` or `merge`.";
    } else if (isMap(file, act) || isSet(file, act)) {
      return "Call `" + name + "` alone and look at what it gives.";
    } else if (isList(file, act) || !List.of(TAKES).contains(name)) {
      return "Guard both steps with the lock that all changes take.";
    }
    return "Call `poll` and look at what it gives.";
  }
}
