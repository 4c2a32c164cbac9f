package io.conccheck.analyzer.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.stmt.*;
import com.github.javaparser.ast.stmt.AssertStmt;
import io.conccheck.analyzer.types.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Follows one body through its statements and notes the locks held at each. */
final class LockFlow {

  /** What an object that holds a lock for others is told in the end. */
  private static final Set<String> ENDS =
      Set.of("close", "unlock", "release", "exit", "leave", "end", "done");

  private final HeldLocks locks;
  private final Map<Node, Held> at;
  private final Map<String, LockKey> tried = new HashMap<>(); // boolean local -> lock it tells of
  private final Map<String, List<LockKey>> guards = new HashMap<>(); // local -> what it holds
  private final List<LockKey> released = new ArrayList<>();
  private Held last = Held.NONE;

  LockFlow(HeldLocks locks, Map<Node, Held> at) {
    this.locks = locks;
    this.at = at;
  }

  /** What remains of a whole method, its own monitor left aside. */
  HeldLocks.NetEffect effect(Statement block) {
    Held out = run(block, Held.NONE);
    List<LockKey> kept = (out == null ? last : out).locks();
    return new HeldLocks.NetEffect(kept, List.copyOf(released));
  }

  /** Runs a statement; null if control never comes out at its end. */
  Held run(Statement s, Held in) {
    at.put(s, in);
    if (s instanceof BlockStmt b) {
      return sequence(b.getStatements(), in);
    } else if (s instanceof ExpressionStmt e) {
      return expression(e.getExpression(), in);
    } else if (s instanceof SynchronizedStmt sync) {
      LockKey key = locks.names().monitor(sync.getExpression());
      Held out = run(sync.getBody(), in.plus(key));
      return out == null ? null : out.minus(key);
    } else if (s instanceof IfStmt i) {
      return branch(i, in);
    } else if (s instanceof TryStmt t) {
      return tryStatement(t, in);
    } else if (s instanceof AssertStmt a) {
      return in.plusAll(when(a.getCheck(), true));
    } else if (s instanceof LabeledStmt l) {
      return run(l.getStatement(), in);
    } else if (s instanceof SwitchStmt sw) {
      return switchStatement(sw, in);
    }
    return loopOrJump(s, in);
  }

  private Held sequence(List<Statement> statements, Held in) {
    Held now = in;
    for (Statement s : statements) {
      if (now == null) {
        now = last; // dead code is looked at as if it could be reached
      }
      last = now;
      Held out = run(s, now);
      last = out == null ? last : out;
      now = out;
    }
    return now;
  }

  private Held loopOrJump(Statement s, Held in) {
    if (s instanceof WhileStmt w) {
      Held before = expression(w.getCondition(), in);
      run(w.getBody(), before.plusAll(when(w.getCondition(), true)));
      return before.plusAll(when(w.getCondition(), false));
    } else if (s instanceof DoStmt d) {
      Held out = run(d.getBody(), in);
      return out == null ? in : expression(d.getCondition(), out);
    } else if (s instanceof ForStmt f) {
      Held now = in;
      for (Expression e : f.getInitialization()) {
        now = expression(e, now);
      }
      Held out = run(f.getBody(), now);
      boolean endless = f.getCompare().isEmpty();
      return endless && out != null ? out : now;
    } else if (s instanceof ForEachStmt f) {
      Held now = expression(f.getIterable(), in);
      Held out = run(f.getBody(), now);
      return out == null ? now : Held.meet(now, out);
    } else if (s instanceof ReturnStmt r) {
      r.getExpression().ifPresent(e -> last = expression(e, in));
      return null;
    } else if (s instanceof ThrowStmt || s instanceof BreakStmt || s instanceof ContinueStmt) {
      return null;
    } else if (s instanceof YieldStmt) {
      return null;
    }
    return in;
  }

  private Held branch(IfStmt i, Held in) {
    Held before = expression(i.getCondition(), in);
    Held no = without(before, i.getCondition(), false);
    Held thenOut =
        run(
            i.getThenStmt(),
            without(before, i.getCondition(), true).plusAll(when(i.getCondition(), true)));
    no = no.plusAll(when(i.getCondition(), false));
    Held elseOut = i.getElseStmt().isPresent() ? run(i.getElseStmt().get(), no) : no;
    return Held.meet(thenOut, elseOut);
  }

  private Held switchStatement(SwitchStmt sw, Held in) {
    Held before = expression(sw.getSelector(), in);
    for (SwitchEntry entry : sw.getEntries()) {
      at.put(entry, before);
      sequence(entry.getStatements(), before);
    }
    return before;
  }

  private Held tryStatement(TryStmt t, Held in) {
    Held inside = in;
    List<LockKey> closed = new ArrayList<>();
    for (Expression r : t.getResources()) {
      Held after = expression(r, inside);
      after.locks().stream().skip(inside.locks().size()).forEach(closed::add);
      inside = after;
    }
    Held lastBefore = last;
    last = inside;
    Held out = run(t.getTryBlock(), inside);
    Held deepest = out == null ? last : out;
    for (LockKey k : closed) {
      out = out == null ? null : out.minus(k);
      deepest = deepest.minus(k);
    }
    last = lastBefore;
    for (CatchClause c : t.getCatchClauses()) {
      at.put(c, in);
      Held caught = run(c.getBody(), in);
      out = out == null ? caught : caught == null ? out : Held.meet(out, caught);
    }
    if (t.getFinallyBlock().isPresent()) {
      // A lock taken first thing inside the block is held here on every way but its own failure.
      Held end = run(t.getFinallyBlock().get(), out == null ? deepest : out);
      last = end == null ? last : end;
      return out == null ? null : end;
    }
    last = out == null ? deepest : out;
    return out;
  }

  /** Effects of the calls in an expression, in the order in which they run. */
  private Held expression(Expression e, Held in) {
    Held now = in;
    for (Node child : e.getChildNodes()) {
      if (child instanceof Expression x && !(x instanceof LambdaExpr)) {
        now = expression(x, now);
      } else if (child instanceof VariableDeclarator v) {
        Held before = now;
        now = v.getInitializer().isPresent() ? expression(v.getInitializer().get(), now) : now;
        v.getInitializer().ifPresent(i -> remember(v.getNameAsString(), i));
        if (now.locks().size() > before.locks().size()) {
          guards.put(
              v.getNameAsString(), now.locks().subList(before.locks().size(), now.locks().size()));
        }
      }
    }
    if (e instanceof AssignExpr a && a.getTarget() instanceof NameExpr n) {
      remember(n.getNameAsString(), a.getValue());
    }
    if (e instanceof ObjectCreationExpr o) {
      return now.plusAll(locks.effectOf(o).acquired());
    }
    return e instanceof MethodCallExpr c ? call(c, now) : now;
  }

  private void remember(String variable, Expression value) {
    if (Types.bare(value) instanceof MethodCallExpr c) {
      LockCalls.LockCall lock = locks.calls().of(c);
      LockKey key = lock == null ? locks.triedBy(c) : null;
      if (lock != null && lock.effect() == LockCalls.Effect.TRY) {
        tried.put(variable, lock.key());
      } else if (key != null) {
        tried.put(variable, key);
      }
    }
  }

  private Held call(MethodCallExpr call, Held in) {
    LockCalls.LockCall lock = locks.calls().of(call);
    if (lock != null) {
      return switch (lock.effect()) {
        case ACQUIRE -> in.plus(lock.key());
        case TRY -> in;
        case RELEASE -> release(lock.key(), in);
      };
    }
    LockCalls.LockCall stamp = locks.calls().optimistic(call);
    if (stamp != null) {
      boolean begins = stamp.effect() == LockCalls.Effect.ACQUIRE;
      return begins ? in.plus(stamp.key()) : in.minus(stamp.key());
    }
    Held now = in;
    List<LockKey> guarded = ended(call);
    if (guarded != null) {
      for (LockKey k : guarded) {
        now = now.minus(k);
      }
      return now;
    }
    HeldLocks.NetEffect effect = locks.effectOf(call);
    for (LockKey k : effect.released()) {
      now = release(k, now);
    }
    return now.plusAll(effect.acquired());
  }

  /** The locks of an object that is told to give them back; null for any other call. */
  private List<LockKey> ended(MethodCallExpr call) {
    Expression on = call.getScope().map(Types::bare).orElse(null);
    boolean ends = ENDS.contains(call.getNameAsString()) && call.getArguments().isEmpty();
    return ends && on instanceof NameExpr n ? guards.get(n.getNameAsString()) : null;
  }

  private Held release(LockKey key, Held in) {
    Held out = in.minus(key);
    if (out == in) {
      released.add(key);
    }
    return out;
  }

  /** Locks that are surely held where a condition came out so. */
  private List<LockKey> when(Expression raw, boolean outcome) {
    Expression e = Types.bare(raw);
    if (e instanceof UnaryExpr u && u.getOperator() == UnaryExpr.Operator.LOGICAL_COMPLEMENT) {
      return when(u.getExpression(), !outcome);
    } else if (e instanceof BinaryExpr b) {
      boolean both =
          outcome
              ? b.getOperator() == BinaryExpr.Operator.AND
              : b.getOperator() == BinaryExpr.Operator.OR;
      List<LockKey> all = new ArrayList<>();
      if (both) {
        all.addAll(when(b.getLeft(), outcome));
        all.addAll(when(b.getRight(), outcome));
      }
      return all;
    } else if (!outcome) {
      return List.of();
    }
    if (e instanceof MethodCallExpr c) {
      LockCalls.LockCall lock = locks.calls().of(c);
      LockKey own = lock == null ? locks.calls().heldByCurrent(c) : null;
      own = lock == null && own == null ? locks.triedBy(c) : own;
      boolean tried = lock != null && lock.effect() == LockCalls.Effect.TRY;
      return tried ? List.of(lock.key()) : own == null ? List.of() : List.of(own);
    }
    LockKey told = e instanceof NameExpr n ? tried.get(n.getNameAsString()) : null;
    return told == null ? List.of() : List.of(told);
  }

  /** On the way where a tryLock's result is false the lock is not held. */
  private Held without(Held held, Expression condition, boolean outcome) {
    Held h = held;
    for (LockKey k : when(condition, !outcome)) {
      h = h.minus(k);
    }
    return h;
  }
}
