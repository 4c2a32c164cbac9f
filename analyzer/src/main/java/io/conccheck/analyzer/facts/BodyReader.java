package io.conccheck.analyzer.facts;

import com.github.javaparser.Position;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.TypeRef;
import io.conccheck.findings.Location;
import java.util.List;

/** Reads what one body does: the walk over its statements, lambdas and inner classes left out. */
final class BodyReader {

  private final FileFacts file;
  private final Body body;
  private final AccessReader accesses;
  private final CallReader calls;

  BodyReader(FileFacts file, Body body) {
    this.file = file;
    this.body = body;
    this.accesses = new AccessReader(this);
    this.calls = new CallReader(this);
  }

  FileFacts file() {
    return file;
  }

  Body body() {
    return body;
  }

  void read(Node root) {
    for (Node child : root.getChildNodes()) {
      visit(child);
    }
  }

  private void visit(Node n) {
    if (n instanceof LambdaExpr || n instanceof MethodReferenceExpr) {
      return; // a body of its own
    }
    if (n instanceof TypeDeclaration<?>) {
      return;
    }
    if (n instanceof CallableDeclaration<?> && Tree.parent(n) instanceof ObjectCreationExpr) {
      return;
    }
    for (Node child : n.getChildNodes()) {
      visit(child);
    }
    if (n instanceof NameExpr || n instanceof FieldAccessExpr) {
      accesses.variable((Expression) n);
    } else if (n instanceof ArrayAccessExpr a) {
      accesses.element(a);
    } else if (n instanceof MethodCallExpr c) {
      calls.call(c);
    } else if (n instanceof ObjectCreationExpr o) {
      calls.creation(o);
    } else if (n instanceof SynchronizedStmt s) {
      acquire(s);
    } else if (n instanceof TryStmt t) {
      closes(t);
    } else if (n instanceof ForEachStmt f) {
      accesses.elements(f.getIterable(), f.getIterable());
      new ContentsReader(this).walked(f.getIterable(), f.getIterable());
    }
  }

  private void acquire(SynchronizedStmt s) {
    LockKey key = file.lockNames().monitor(s.getExpression());
    body.acquires.add(new Acquire(key, held(s), site(s), false, LockRanking.decides(s)));
  }

  /**
   * What a try statement closes at its end: a pool has then ended its tasks, a scanned class runs
   * its own method.
   */
  private void closes(TryStmt t) {
    Closing.add(t, this);
    for (VariableDeclarator v : Tree.within(t, VariableDeclarator.class)) {
      boolean resource =
          Tree.parent(v) instanceof VariableDeclarationExpr d && t.getResources().contains(d);
      if (resource && file.joins().endsWhenClosed(v)) {
        body.joins.add(new Join(file.paths().local(v), endOf(t.getTryBlock())));
      }
    }
  }

  /** Locks held at a node by this body itself. */
  List<LockKey> held(Node n) {
    return file.held().at(n);
  }

  Location site(Node n) {
    Position p = n.getBegin().orElse(Position.HOME);
    return new Location(file.path(), p.line, p.column, body.symbol);
  }

  /** The place where a node ends. */
  Location endOf(Node n) {
    Position p = n.getEnd().orElse(Position.HOME);
    return new Location(file.path(), p.line, p.column, body.symbol);
  }

  /** A task begins to run at a node that was put in hand somewhere in that loop, or in none. */
  void spawn(
      Node at, EntryKind kind, Task task, boolean many, Path runner, boolean single, long loop) {
    List<Range> apart = Leaving.apart(at);
    boolean pool = at instanceof MethodCallExpr call && isPool(call, kind);
    body.spawns.add(
        new Spawn(kind, task, many && !single, runner, single, site(at), loop, pool, apart));
  }

  /** A pool as such; what only promises to execute may have a thread or an order of its own. */
  private boolean isPool(MethodCallExpr call, EntryKind kind) {
    TypeRef on = file.types().receiverOf(call);
    boolean common = kind == EntryKind.ASYNC && call.getArguments().size() == 1;
    return common
        || kind == EntryKind.VIRTUAL_THREAD
        || on.isClass("java.util.concurrent.ExecutorService")
        || on.isClass("java.util.concurrent.ThreadPoolExecutor")
        || on.isClass("java.util.concurrent.ForkJoinPool");
  }

  /**
   * Begin of the outermost loop of this body around a node; 0 if there is none, or no further round
   * after the node.
   */
  long loop(Node n) {
    if (Leaving.endsRounds(n)) {
      return 0;
    }
    long found = 0;
    for (Node l = Tree.loop(n); l != null; l = Tree.loop(l)) {
      found = order(l);
    }
    return found;
  }

  /** A number that grows along the file. */
  static long order(Node n) {
    Position p = n.getBegin().orElse(Position.HOME);
    return p.line * 4096L + Math.min(p.column, 4095);
  }

  /** The same for where a node ends. */
  static long end(Node n) {
    Position p = n.getEnd().orElse(Position.HOME);
    return p.line * 4096L + Math.min(p.column, 4095);
  }

  static long order(Location l) {
    return l.line() * 4096L + Math.min(l.column(), 4095);
  }
}
