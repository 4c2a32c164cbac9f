package io.conccheck.analyzer.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.WhileStmt;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.TypeRef;
import io.conccheck.analyzer.types.Types;
import java.util.regex.Pattern;

/** Reads the uses of fields and array holders in a body. */
final class AccessReader {

  /** Methods that tell others something; who does not look at what they return learns nothing. */
  private static final Pattern GIVES =
      Pattern.compile(
          "(increment|decrement|add|accumulate)(AndGet)?|getAnd(Increment|Decrement|Add)"
              + "|set|lazySet|setRelease|countDown|release|offer|complete");

  private final BodyReader reader;

  AccessReader(BodyReader reader) {
    this.reader = reader;
  }

  /** A name that may be a field. */
  void variable(Expression e) {
    if (e.getParentNode().orElse(null) instanceof FieldAccessExpr outer
        && reader.file().types().of(e).isUnknown()
        && reader.file().types().meaning(outer) == null) {
      return; // part of a class or package name
    }
    Meaning m = reader.file().types().meaning(e);
    if (m == null || !m.isField()) {
      return;
    }
    FieldInfo f = m.field();
    Path path = reader.file().paths().field(e, f);
    if (path.isUnknown()) {
      return;
    }
    Access.Kind kind = kind(e);
    int flags = flags(f) | (isLoopTest(e) ? Access.LOOP_TEST : 0);
    flags |= kind == Access.Kind.WRITE && writesConstant(e) ? Access.CONSTANT : 0;
    flags |= kind == Access.Kind.UPDATE && isStatement(Tree.parent(e)) ? Access.BLIND : 0;
    add(e, path, kind, flags);
    sets(e, f, path);
  }

  static int flags(FieldInfo f) {
    int flags = f.isVolatile() ? Access.VOLATILE : 0;
    flags |= f.isFinal() ? Access.FINAL : 0;
    boolean wide = f.type().isPrimitive() && f.type().name().matches("long|double");
    boolean word = f.type().isPrimitive() && !wide;
    return flags | (wide ? Access.WIDE : 0) | (word ? Access.WORD : 0);
  }

  /**
   * {@code holder[0]}, {@code buckets[hash & 7]}, {@code counts[word.length()]++}: elements that
   * all who have the array meet in. Of any other only that it is written, or that all are read.
   */
  void element(ArrayAccessExpr a) {
    Access.Kind kind = kind(a);
    boolean shared = ElementIndex.isFolded(a, reader.file().types(), kind);
    boolean constant = a.getIndex().isIntegerLiteralExpr();
    boolean all = !shared && !constant;
    if (all && kind == Access.Kind.READ && !ElementIndex.runsOverAll(a)) {
      return; // which element it is decides whether anything is shared
    }
    String element = shared ? "[]" : constant ? "[" + a.getIndex() + "]" : "[?]";
    array(a.getName(), a, element, kind, all ? Access.ELEMENT : 0);
  }

  /** All elements of an array read: a loop over it, or a method of {@code Arrays}. */
  void elements(Expression array, Node at) {
    if (reader.file().types().of(array).isArray()) {
      array(array, at, "[?]", Access.Kind.READ, Access.ELEMENT);
    }
  }

  private void array(Expression array, Node at, String element, Access.Kind kind, int flags) {
    Path path = reader.file().paths().of(array);
    if (!path.isUnknown() && !path.isFresh()) {
      add(at, path.field(element), kind, Access.CONTENTS | flags);
    }
  }

  /** A call on a JDK object that does not guard its own state. */
  void contents(Expression scope, Node call, String className, String method) {
    Path path = reader.file().paths().of(scope);
    if (!path.isUnknown() && !path.isFresh()) {
      add(call, path.field("*"), Contents.effect(className, method), Access.CONTENTS);
    }
  }

  /** A call on a plain collection that is a value of a map. */
  void values(Expression map, MethodCallExpr call) {
    Path path = reader.file().paths().of(map);
    if (!path.isUnknown() && !path.isFresh()) {
      Access.Kind kind = Contents.effect("java.util.Collection", call.getNameAsString());
      add(call, path.field("*"), kind, Access.CONTENTS);
    }
  }

  /** A call on an object that orders threads: what it does before others or after them, or both. */
  void sync(Expression scope, MethodCallExpr call) {
    Path path = reader.file().paths().of(scope);
    if (path.isUnknown() || path.isFresh()) {
      return;
    }
    Access.Kind kind =
        switch (call.getNameAsString()) {
          case "get", "getPlain", "getOpaque", "getAcquire", "await", "getCount" ->
              Access.Kind.READ;
          case "set", "lazySet", "setRelease", "countDown" -> Access.Kind.WRITE;
          default -> Access.Kind.UPDATE;
        };
    TypeRef type = reader.file().types().of(scope);
    if (!SyncObjects.isOneWay(type)) {
      kind = Access.Kind.UPDATE;
    }
    boolean constant =
        kind == Access.Kind.WRITE
            && call.getArguments().stream().anyMatch(Expression::isLiteralExpr);
    int flags = Access.SYNC | (constant ? Access.CONSTANT : 0);
    flags |= isLoopTest(call) ? Access.LOOP_TEST : 0;
    flags |=
        isStatement(call) && GIVES.matcher(call.getNameAsString()).matches() ? Access.BLIND : 0;
    add(call, path, kind, flags);
  }

  /** True if nobody looks at the value. */
  private static boolean isStatement(Node e) {
    return Tree.parent(e) instanceof ExpressionStmt;
  }

  private void add(Node at, Path path, Access.Kind kind, int flags) {
    reader
        .body()
        .accesses
        .add(new Access(path, kind, reader.held(at), reader.site(at), reader.loop(at), flags));
  }

  /** In a constructor: {@code this.f = what}. */
  private void sets(Expression e, FieldInfo f, Path path) {
    Body body = reader.body();
    boolean constructing = body.kind == Body.Kind.CONSTRUCTOR && path.isThis();
    if (constructing && Tree.parent(e) instanceof AssignExpr a && a.getTarget() == e) {
      Path value = reader.file().paths().of(a.getValue());
      if (!value.isUnknown() && f.isFinal() | f.isPrivate()) {
        body.sets.put(f.symbol(), value);
      }
    }
  }

  static Access.Kind kind(Expression e) {
    Node parent = Tree.parent(e);
    Expression self = e;
    while (parent instanceof com.github.javaparser.ast.expr.EnclosedExpr p) {
      self = p;
      parent = Tree.parent(p);
    }
    if (parent instanceof AssignExpr a && a.getTarget() == self) {
      boolean plain = a.getOperator() == AssignExpr.Operator.ASSIGN;
      boolean fromItself = plain && mentions(a.getValue(), Types.bare(e));
      return plain && !fromItself ? Access.Kind.WRITE : Access.Kind.UPDATE;
    } else if (parent instanceof UnaryExpr u && u.getOperator().asString().length() == 2) {
      return Access.Kind.UPDATE;
    }
    return Access.Kind.READ;
  }

  /** {@code x = x + 1}. */
  private static boolean mentions(Expression value, Expression target) {
    return value.isBinaryExpr()
        && Tree.any(
            value, Expression.class, x -> x.equals(target) && x.getClass() == target.getClass());
  }

  private static boolean writesConstant(Expression e) {
    return Tree.parent(e) instanceof AssignExpr a && a.getValue().isLiteralExpr();
  }

  /** {@code if (stopped) break;} ends a loop as its condition does. */
  private static boolean leaves(Statement s) {
    Statement last = s instanceof BlockStmt b ? b.getStatements().getLast().orElse(s) : s;
    return last.isBreakStmt() || last.isReturnStmt();
  }

  private static boolean isLoopTest(Expression e) {
    Node child = e;
    for (Node n = Tree.parent(e); n instanceof Expression || n != null; n = Tree.parent(n)) {
      if (n instanceof WhileStmt w) {
        return w.getCondition() == child;
      } else if (n instanceof DoStmt d) {
        return d.getCondition() == child;
      } else if (n instanceof ForStmt f) {
        return f.getCompare().orElse(null) == child;
      } else if (n instanceof IfStmt i) {
        return i.getCondition() == child && Tree.loop(i) != null && leaves(i.getThenStmt());
      } else if (!(n instanceof Expression)) {
        return false;
      }
      child = n;
    }
    return false;
  }
}
