package io.conccheck.analyzer.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.ClassExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithSimpleName;
import com.github.javaparser.ast.stmt.ReturnStmt;
import io.conccheck.analyzer.source.NodeIndex;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.Target;
import io.conccheck.analyzer.types.TypeRef;
import io.conccheck.analyzer.types.Types;
import java.util.HashMap;
import java.util.Map;

/** Names the lock that an expression gives. For one file, one thread. */
final class LockNames {

  private static final String LOCK = "java.util.concurrent.locks.Lock";
  private static final String READ_WRITE = "java.util.concurrent.locks.ReadWriteLock";

  private final Types types;
  private final Paths paths;
  private final NodeIndex nodes;
  private final Map<String, Expression> initialValues = new HashMap<>();

  LockNames(Types types, Paths paths, NodeIndex nodes) {
    this.types = types;
    this.paths = paths;
    this.nodes = nodes;
    for (VariableDeclarator v : nodes.all(VariableDeclarator.class)) {
      boolean field =
          v.getParentNode().orElse(v) instanceof com.github.javaparser.ast.body.FieldDeclaration;
      ClassInfo info = field ? types.enclosingClass(v) : null;
      if (info != null && v.getInitializer().isPresent()) {
        initialValues.put(info.name() + "." + v.getNameAsString(), v.getInitializer().get());
      }
    }
  }

  /** The value that a field of this file is declared with, or null. */
  Expression initialValue(FieldInfo field) {
    return initialValues.get(field.symbol());
  }

  /** True for a semaphore that is declared with a number of permits above one. */
  boolean hasSeveralPermits(Expression semaphore) {
    String permits = permits(semaphore);
    return permits != null && !permits.matches("[01]");
  }

  /** True for a semaphore that begins without permits: whoever releases tells whoever waits. */
  boolean isSignal(Expression semaphore) {
    return "0".equals(permits(semaphore));
  }

  /** The number that the semaphore is declared with, if it stands there; else null. */
  private String permits(Expression semaphore) {
    Meaning m = types.meaning(Types.bare(semaphore));
    Expression made = null;
    if (m != null && m.isField()) {
      made = initialValue(m.field());
    } else if (m != null && m.local() instanceof VariableDeclarator v) {
      made = v.getInitializer().orElse(null);
    }
    boolean told =
        made instanceof ObjectCreationExpr o
            && !o.getArguments().isEmpty()
            && o.getArgument(0).isIntegerLiteralExpr();
    return told
        ? ((ObjectCreationExpr) made).getArgument(0).asIntegerLiteralExpr().getValue()
        : null;
  }

  /** The monitor of a synchronized method, or null if the method is none or unknown. */
  LockKey ofMethod(CallableDeclaration<?> method) {
    ClassInfo info = types.enclosingClass(method);
    if (info == null || !method.isMethodDeclaration()) {
      return null;
    }
    if (!method.asMethodDeclaration().isSynchronized()) {
      return GeneratedLocks.of(method.asMethodDeclaration(), info.name());
    }
    return method.isStatic() ? ofClass(info.name()) : ofThis(info.name());
  }

  private static LockKey ofClass(String name) {
    return new LockKey(LockKey.Kind.MONITOR, name + ".class", Path.STATIC.field(name + ".class"));
  }

  private static LockKey ofThis(String name) {
    return new LockKey(LockKey.Kind.MONITOR, name, Path.self(name));
  }

  /** How code reaches the object that an expression gives. */
  Path objectOf(Expression e) {
    return paths.of(e);
  }

  /** The monitor of that object. */
  LockKey monitor(Expression raw) {
    Expression e = Types.bare(raw);
    if (e instanceof ThisExpr) {
      TypeRef self = types.of(e);
      return ofThis(self.name());
    } else if (e instanceof ClassExpr c) {
      return ofClass(types.resolve(c.getType()).name());
    }
    return named(LockKey.Kind.MONITOR, e);
  }

  /** The lock that a Lock-valued expression gives; readers' and writers' sides are told apart. */
  LockKey lock(Expression raw) {
    Expression e = Types.bare(raw);
    if (e instanceof MethodCallExpr call) {
      boolean read = types.isCall(call, READ_WRITE, "readLock");
      if ((read || types.isCall(call, READ_WRITE, "writeLock")) && call.getScope().isPresent()) {
        return named(read ? LockKey.Kind.READ : LockKey.Kind.WRITE, call.getScope().get());
      }
    }
    Expression origin = origin(e);
    return origin != null ? lock(origin) : named(LockKey.Kind.LOCK, e);
  }

  /** Where a final field or local holds one side of a read/write lock: the call that gave it. */
  private Expression origin(Expression e) {
    Meaning m = e instanceof NameExpr || e instanceof FieldAccessExpr ? types.meaning(e) : null;
    Expression value = null;
    if (m != null && m.isField()) {
      value = m.field().isFinal() ? initialValues.get(m.field().symbol()) : null;
    } else if (m != null && m.local() instanceof VariableDeclarator v) {
      value = paths.isReassigned(v) ? null : v.getInitializer().orElse(null);
    }
    boolean side =
        value instanceof MethodCallExpr c && types.isCall(c, READ_WRITE, "readLock", "writeLock");
    return side || value instanceof FieldAccessExpr && types.isA(value, LOCK) ? value : null;
  }

  private LockKey named(LockKey.Kind kind, Expression raw) {
    Expression e = Types.bare(raw);
    Path path = paths.of(e);
    if (path.last() != null) {
      return new LockKey(kind, path.last(), path);
    } else if (path.isThis()) {
      return new LockKey(kind, path.root().substring(5), path);
    } else if (path.isVariable()) {
      Node made = onTheSpot(e);
      return new LockKey(kind, local(e), made == null ? path : Paths.fresh(made));
    } else if (e instanceof MethodCallExpr call) {
      return given(kind, call);
    } else if (e instanceof ArrayAccessExpr a) {
      return new LockKey(kind, named(kind, a.getName()).symbol() + "[]", Path.UNKNOWN);
    }
    return new LockKey(kind, "?", Path.UNKNOWN);
  }

  /** What makes the object of a local that no other code than its own body ever uses; or null. */
  private Node onTheSpot(Expression e) {
    Node d = paths.declaration(e);
    boolean fresh =
        d instanceof VariableDeclarator v
            && v.getInitializer().map(Types::bare).orElse(null) instanceof ObjectCreationExpr
            && !paths.isReassigned(v);
    if (!fresh) {
      return null;
    }
    Node body = Tree.body(d);
    for (Expression use : nodes.named(((VariableDeclarator) d).getNameAsString())) {
      boolean same = paths.declaration(use) == d;
      boolean handedOn =
          Tree.parent(use) instanceof MethodCallExpr c && c.getArguments().contains(use);
      if (same && (Tree.body(use) != body || handedOn || Tree.parent(use) instanceof ReturnStmt)) {
        return null;
      }
    }
    return ((VariableDeclarator) d).getInitializer().get();
  }

  private String local(Expression e) {
    TypeRef type = types.of(e);
    Node d = paths.declaration(e);
    boolean own = type.isClass() && types.find(type.name()) != null;
    // A local of one of our classes is an instance of it: two of them may be ordered against one
    // another. A plain Object or Lock is known by its name alone.
    if (own && types.find(type.name()).fromSource()) {
      return type.name();
    }
    return "local " + (d instanceof NodeWithSimpleName<?> n ? n.getNameAsString() : e.toString());
  }

  private LockKey given(LockKey.Kind kind, MethodCallExpr call) {
    Target target = types.target(call);
    if (target == null) {
      return new LockKey(kind, "?", Path.UNKNOWN);
    }
    String symbol = target.method().symbol();
    boolean accessor = call.getArguments().isEmpty();
    Path of =
        target.method().isStatic()
            ? Path.STATIC
            : call.getScope().map(paths::of).orElse(Path.self(target.receiver().name()));
    return new LockKey(kind, symbol, accessor ? of.field(symbol) : Path.UNKNOWN);
  }
}
