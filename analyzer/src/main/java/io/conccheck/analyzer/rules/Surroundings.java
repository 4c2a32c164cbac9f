package io.conccheck.analyzer.rules;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.CompactConstructorDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.MethodInfo;
import io.conccheck.analyzer.types.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Under what circumstances code of a file runs, as far as the file itself tells. Meant for rules
 * that say nothing about code that may be protected: where it is in doubt, the answer is yes.
 */
public final class Surroundings {

  private static final int DEEPEST = 4;
  private static final Set<String> LATER =
      Set.of(
          "submit",
          "execute",
          "invokeAll",
          "invokeAny",
          "runAsync",
          "supplyAsync",
          "schedule",
          "scheduleAtFixedRate",
          "scheduleWithFixedDelay",
          "start",
          "startVirtualThread",
          "unstarted");

  private final RuleContext file;

  public Surroundings(RuleContext file) {
    this.file = file;
  }

  /**
   * True if some lock may be held there: a monitor or any call that sounds like locking before it
   * in the same body, the same of all callers of a method that is not public, or a name or
   * annotation that says that callers lock.
   */
  public boolean mayBeLocked(Node node) {
    return locked(node, Tree.identitySet(), 0);
  }

  /** The same of monitors alone: a block or method around the node, or around all its callers. */
  public boolean mayOwnMonitor(Node node) {
    return owned(node, Tree.identitySet(), 0);
  }

  /** The same of locks that are no monitors: any call before it, or in callers, that sounds so. */
  public boolean mayHoldLockObject(Node node) {
    return holds(node, Tree.identitySet(), 0);
  }

  private boolean holds(Node node, Set<Node> seen, int depth) {
    Node body = Tree.body(node);
    if (body == null || callsLock(node, body)) {
      return body != null;
    }
    if (body instanceof LambdaExpr l) {
      return !runsLater(l);
    }
    return body instanceof MethodDeclaration m
        && (saysSo(m) || !m.isPublic() && all(m, seen, depth, this::holds));
  }

  private boolean owned(Node node, Set<Node> seen, int depth) {
    Node body = Tree.body(node);
    if (body == null || inMonitor(node, body)) {
      return body != null;
    }
    if (body instanceof LambdaExpr l) {
      return !runsLater(l);
    }
    return body instanceof MethodDeclaration m
        && (saysSo(m) || !m.isPublic() && all(m, seen, depth, this::owned));
  }

  private boolean locked(Node node, Set<Node> seen, int depth) {
    Node body = Tree.body(node);
    if (body == null || takesLock(node, body)) {
      return body != null;
    }
    if (body instanceof LambdaExpr l) {
      return !runsLater(l) && (soundsLikeLock(receiver(l)) || locked(l, seen, depth));
    }
    return body instanceof MethodDeclaration m
        && (saysSo(m) || !m.isPublic() && all(m, seen, depth, this::locked));
  }

  private boolean takesLock(Node node, Node body) {
    return inMonitor(node, body) || callsLock(node, body);
  }

  private static boolean callsLock(Node node, Node body) {
    return Tree.any(
        body,
        MethodCallExpr.class,
        c -> Tree.before(c, node) && soundsLikeLock(c.getNameAsString()));
  }

  private static boolean inMonitor(Node node, Node body) {
    for (Node n = node, up = Tree.parent(n); up != null && n != body; n = up, up = Tree.parent(n)) {
      if (up instanceof SynchronizedStmt s && s.getBody() == n) {
        return true;
      }
    }
    return body instanceof MethodDeclaration m && m.isSynchronized();
  }

  /** True for names such as {@code lockAll}, {@code acquire}, {@code enter}. */
  public static boolean soundsLikeLock(String name) {
    String n = name.toLowerCase(Locale.ROOT);
    return (n.contains("lock")
            && !n.startsWith("unlock")
            && !n.startsWith("block")
            && !n.contains("clock"))
        || n.contains("synchronize")
        || n.contains("acquire")
        || n.contains("exclusive")
        || n.equals("enter")
        || n.contains("critical");
  }

  private static String receiver(LambdaExpr l) {
    return Tree.parent(l) instanceof MethodCallExpr c ? c.getNameAsString() : "";
  }

  /**
   * True if the lambda is handed to something that runs it on another thread or at another time.
   */
  public static boolean runsLater(Node lambda) {
    Node up = Tree.parent(lambda);
    return up instanceof MethodCallExpr c && LATER.contains(c.getNameAsString())
        || up instanceof ObjectCreationExpr o && o.getType().getNameAsString().endsWith("Thread");
  }

  /** A name ending in {@code Locked}, {@code @GuardedBy}, {@code @Holding} and the like. */
  private static boolean saysSo(MethodDeclaration m) {
    return m.getNameAsString().matches(".*(Locked|UnderLock|WithLock|HoldingLock)")
        || m.getAnnotations().stream()
            .anyMatch(
                a ->
                    Set.of(
                            "GuardedBy",
                            "Holding",
                            "LockHeld",
                            "RequiresLock",
                            "Synchronized",
                            "Locked")
                        .contains(a.getName().getIdentifier()));
  }

  /**
   * True in constructors and initialisers, in methods that prepare an object (deserialisation,
   * clone, test set-up) and in private methods that only such code calls.
   */
  public boolean inConstruction(Node node) {
    return constructs(node, Tree.identitySet(), 0);
  }

  private boolean constructs(Node node, Set<Node> seen, int depth) {
    Node body = Tree.body(node);
    if (body == null
        || body instanceof ConstructorDeclaration
        || body instanceof CompactConstructorDeclaration
        || body instanceof InitializerDeclaration) {
      return true;
    }
    if (!(body instanceof MethodDeclaration m)) {
      return false;
    }
    boolean prepares =
        Set.of("readObject", "readExternal", "readResolve", "clone", "setUp", "tearDown")
                .contains(m.getNameAsString())
            || m.getAnnotations().stream()
                .anyMatch(
                    a ->
                        a.getName().getIdentifier().startsWith("Before")
                            || a.getName().getIdentifier().equals("PostConstruct")
                            || a.getName().getIdentifier().equals("Setup"));
    return prepares || m.isPrivate() && all(m, seen, depth, this::constructs);
  }

  /** A question about a place, asked of a method's callers in turn. */
  private interface Question {
    boolean ask(Node place, Set<Node> seen, int depth);
  }

  private boolean all(MethodDeclaration m, Set<Node> seen, int depth, Question question) {
    if (depth >= DEEPEST || !seen.add(m)) {
      return true;
    }
    List<? extends Node> callers = callers(m);
    return !callers.isEmpty() && callers.stream().allMatch(c -> question.ask(c, seen, depth + 1));
  }

  /** Calls of and references to a method in this file, its own recursion left out. */
  public List<Node> callers(MethodDeclaration m) {
    List<Node> found = new ArrayList<>();
    for (MethodCallExpr c : file.calls(m.getNameAsString())) {
      boolean fits =
          c.getArguments().size() == m.getParameters().size()
              || m.getParameters().stream().anyMatch(Parameter::isVarArgs);
      if (fits && !Tree.contains(m, c) && mayMean(c, m)) {
        found.add(c);
      }
    }
    for (MethodReferenceExpr r : file.all(MethodReferenceExpr.class)) {
      if (r.getIdentifier().equals(m.getNameAsString())) {
        found.add(r);
      }
    }
    return found;
  }

  private boolean mayMean(MethodCallExpr call, MethodDeclaration m) {
    Target t = file.types().target(call);
    ClassInfo in = file.types().enclosingClass(m);
    return t == null
        || in == null
        || file.types().isA(in.selfType(), t.owner())
        || t.owner().equals(in.name());
  }

  /** The method of this file that a call means, or null. */
  public MethodDeclaration declaration(MethodCallExpr call) {
    Target t = file.types().target(call);
    return t == null ? null : declaration(t.method());
  }

  /** The method of this file that a reference means, or null. */
  public MethodDeclaration declaration(MethodReferenceExpr reference) {
    Target t = file.types().target(reference);
    return t == null ? null : declaration(t.method());
  }

  private MethodDeclaration declaration(MethodInfo method) {
    for (MethodDeclaration m : file.all(MethodDeclaration.class)) {
      if (m.getNameAsString().equals(method.name())
          && m.getParameters().size() == method.params().size()) {
        ClassInfo in = file.types().enclosingClass(m);
        if (in != null && in.name().equals(method.owner())) {
          return m;
        }
      }
    }
    return null;
  }

  /** The method or constructor around a node, lambdas looked through; or null. */
  public static CallableDeclaration<?> method(Node node) {
    return Tree.enclosing(node, CallableDeclaration.class);
  }
}
