package io.conccheck.analyzer.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.CompactConstructorDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.Statement;
import io.conccheck.analyzer.source.LockWords;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.Target;
import io.conccheck.analyzer.types.Types;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The locks held at each statement of a file, by what its own methods do: monitors, locks in their
 * modes, tryLock branches, try/finally, helper methods and wrappers, those of other files too. What
 * callers hold is not in here. For one file, one thread.
 */
public final class HeldLocks {

  private final Types types;
  private final LockCalls calls;
  private final LockNames names;
  private final Map<Node, Held> at = new IdentityHashMap<>();
  private final Map<Node, Boolean> done = new IdentityHashMap<>();
  private final Map<String, NetEffect> effects = new HashMap<>();
  private final Paths paths;
  private final ForeignLocks others;
  private final Map<String, CallableDeclaration<?>> methods = new HashMap<>();
  private final Map<String, Boolean> lockMethods = new HashMap<>();

  /** What a helper method leaves behind: locks it took and kept, locks it gave back. */
  record NetEffect(List<LockKey> acquired, List<LockKey> released) {
    static final NetEffect NONE = new NetEffect(List.of(), List.of());
  }

  HeldLocks(Types types, LockCalls calls, LockNames names, Paths paths, BodyKeys keys) {
    this.types = types;
    this.calls = calls;
    this.names = names;
    this.paths = paths;
    this.others = new ForeignLocks(types, names);
    this.methods.putAll(keys.methods());
    this.methods.putAll(keys.constructors());
    for (CallableDeclaration<?> m : methods.values()) {
      if (mentionsLocks(m)) {
        lockMethods.put(m.getNameAsString(), true);
      }
    }
  }

  /** Locks held when that node runs, outermost first; those of its own body only. */
  public List<LockKey> at(Node node) {
    Node body = Tree.isBody(node) ? node : Tree.body(node);
    if (body == null) {
      return List.of();
    }
    flow(body);
    for (Node n = node; n != null; n = Tree.parent(n)) {
      Held h = at.get(n);
      if (h != null) {
        return h.locks();
      }
      if (n == body) {
        break;
      }
    }
    return List.of();
  }

  private void flow(Node body) {
    if (done.putIfAbsent(body, true) == null) {
      Held start = entry(body);
      at.put(body, start);
      Statement block = block(body);
      if (block != null) {
        new LockFlow(this, at).run(block, start);
      }
    }
  }

  private Held entry(Node body) {
    return body instanceof CallableDeclaration<?> c ? Held.NONE.plus(names.ofMethod(c)) : Held.NONE;
  }

  private static Statement block(Node body) {
    if (body instanceof MethodDeclaration m) {
      return m.getBody().orElse(null);
    } else if (body instanceof ConstructorDeclaration c) {
      return c.getBody();
    } else if (body instanceof CompactConstructorDeclaration c) {
      return c.getBody();
    } else if (body instanceof InitializerDeclaration i) {
      return i.getBody();
    }
    return body instanceof LambdaExpr l ? l.getBody() : null;
  }

  LockCalls calls() {
    return calls;
  }

  LockNames names() {
    return names;
  }

  /** What the called method leaves behind. */
  NetEffect effectOf(MethodCallExpr call) {
    Target foreign = foreign(call);
    if (foreign != null) {
      return others.of(foreign.method(), on(call, foreign), call.getArguments());
    } else if (!lockMethods.containsKey(call.getNameAsString())) {
      return NetEffect.NONE;
    }
    boolean own = call.getScope().map(s -> s.isThisExpr()).orElse(true);
    Path on = own ? null : names.objectOf(call.getScope().get());
    Target target = types.target(call);
    if (target == null || !own && (on.isUnknown() || target.method().isStatic())) {
      return NetEffect.NONE;
    }
    NetEffect effect = effectOf(target.method().key());
    return own ? effect : seen(effect, target, on, call.getArguments());
  }

  /** A method of another file that may do something to locks; or null. */
  private Target foreign(MethodCallExpr call) {
    Target target = types.target(call);
    boolean other =
        target != null
            && !target.method().locks().isEmpty()
            && !methods.containsKey(target.method().key());
    return other ? target : null;
  }

  private Path on(MethodCallExpr call, Target target) {
    boolean own = call.getScope().map(s -> s.isThisExpr() || s.isSuperExpr()).orElse(true);
    return target.method().isStatic()
        ? Path.UNKNOWN
        : own ? Path.self(target.receiver().name()) : names.objectOf(call.getScope().get());
  }

  /** The lock that a call has got for its caller if it gives true; or null. */
  LockKey triedBy(MethodCallExpr call) {
    Target target = LockWords.mayTry(call.getNameAsString()) ? types.target(call) : null;
    return target == null || target.method().locks().isEmpty()
        ? null
        : others.tried(target.method(), on(call, target), call.getArguments());
  }

  /** The same of a constructor: an object that holds a lock until it is closed. */
  NetEffect effectOf(ObjectCreationExpr made) {
    Target other = types.target(made);
    boolean foreign =
        other != null
            && !other.method().locks().isEmpty()
            && !methods.containsKey(other.method().key());
    if (foreign) {
      return others.of(other.method(), Path.UNKNOWN, made.getArguments());
    }
    Target target = lockMethods.containsKey(made.getTypeAsString()) ? types.target(made) : null;
    return target == null
        ? NetEffect.NONE
        : seen(effectOf(target.method().key()), target, null, made.getArguments());
  }

  /** Locks that the method took itself and still holds when it returns. */
  List<LockKey> keptBy(MethodDeclaration m) {
    return m.getBody().isEmpty()
        ? List.of()
        : new LockFlow(this, new IdentityHashMap<>()).effect(m.getBody().get()).acquired();
  }

  /**
   * What another object's method leaves behind, as the code that calls it sees it.
   *
   * @param self that object, or null if it has no name there
   */
  private NetEffect seen(NetEffect effect, Target target, Path self, List<Expression> arguments) {
    CallableDeclaration<?> m = methods.get(target.method().key());
    if (m == null || effect.equals(NetEffect.NONE)) {
      return NetEffect.NONE;
    }
    UnaryOperator<Path> roots =
        p -> {
          for (int i = 0; i < Math.min(arguments.size(), m.getParameters().size()); i++) {
            if (p.equals(Path.variable(Paths.id(m.getParameter(i))))) {
              return paths.of(arguments.get(i));
            }
          }
          return p.equals(Path.self(target.owner())) ? self : p.isThis() ? p : null;
        };
    return new NetEffect(
        effect.acquired.stream().map(k -> k.rebase(roots)).toList(),
        effect.released.stream().map(k -> k.rebase(roots)).toList());
  }

  private NetEffect effectOf(String methodKey) {
    CallableDeclaration<?> m = methods.get(methodKey);
    if (m == null || block(m) == null) {
      return NetEffect.NONE;
    }
    NetEffect known = effects.get(methodKey);
    if (known == null) {
      effects.put(methodKey, NetEffect.NONE); // ends recursion
      known = new LockFlow(this, new IdentityHashMap<>()).effect(block(m));
      effects.put(methodKey, known);
    }
    return known;
  }

  // Most methods take no lock; a look at the names of their calls says so cheaply.
  private static boolean mentionsLocks(CallableDeclaration<?> m) {
    return Tree.any(m, MethodCallExpr.class, c -> LockWords.mayLock(c.getNameAsString()));
  }
}
