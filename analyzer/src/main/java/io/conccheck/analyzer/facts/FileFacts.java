package io.conccheck.analyzer.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.CompactConstructorDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import io.conccheck.analyzer.facts.container.Containers;
import io.conccheck.analyzer.source.NodeIndex;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.Flags;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.MethodInfo;
import io.conccheck.analyzer.types.Types;
import io.conccheck.findings.Location;
import java.util.List;

/** The facts of one file, found on demand. For use by one thread. */
public final class FileFacts {

  private final String path;
  private final Types types;
  private final NodeIndex nodes;
  private final Paths paths;
  private final LockNames lockNames;
  private final LockCalls lockCalls;
  private final BodyKeys keys;
  private final HeldLocks held;
  private final Tasks tasks;
  private final TaskSinks sinks;
  private final BlockingCalls blocking;
  private final Joins joins;
  private final Executors executors;
  private final GivenValues values;
  private final Containers containers;
  private final Gathered gathered;

  public FileFacts(String path, Types types, NodeIndex nodes) {
    this.path = path;
    this.types = types;
    this.nodes = nodes;
    this.paths = new Paths(types, nodes);
    this.lockNames = new LockNames(types, paths, nodes);
    this.lockCalls = new LockCalls(types, lockNames);
    this.keys = new BodyKeys(types, nodes);
    this.held = new HeldLocks(types, lockCalls, lockNames, paths, keys);
    this.tasks = new Tasks(types, paths, keys);
    this.sinks = new TaskSinks(types);
    this.blocking = new BlockingCalls(types, keys);
    this.joins = new Joins(types);
    this.executors = new Executors(types, keys);
    this.values = new GivenValues(types, nodes, keys);
    this.containers = new Containers(types, nodes);
    this.gathered = new Gathered(types, nodes);
  }

  /** The locks held where a node runs, outermost first, as far as its own body tells. */
  public List<LockKey> heldAt(Node node) {
    return held.at(node);
  }

  /** The object that an expression gives. */
  public Path pathOf(Expression e) {
    return paths.of(e);
  }

  /** The lock that {@code synchronized (e)} takes. */
  public LockKey monitorOf(Expression e) {
    return lockNames.monitor(e);
  }

  /** The lock that an expression of type Lock gives. */
  public LockKey lockOf(Expression e) {
    return lockNames.lock(e);
  }

  /** What a call waits for ({@code Future.get}), or null if it is not known to wait. */
  public String blockingReason(MethodCallExpr call) {
    return blocking.of(call);
  }

  /** Key of the body that a node is, for questions to the whole program. */
  public String keyOf(Node body) {
    return keys.of(body);
  }

  /** True if the local variable or parameter is given another value after its declaration. */
  public boolean isReassigned(Node declaration) {
    return paths.isReassigned(declaration);
  }

  /** True if a lambda or method reference given to that call runs on another thread. */
  public boolean handsOver(MethodCallExpr call) {
    var target = types.target(call);
    if (target == null) {
      return false;
    }
    TaskSinks.Fate fate = sinks.of(call, target.owner()).fate();
    return fate == TaskSinks.Fate.SPAWN || fate == TaskSinks.Fate.PARALLEL;
  }

  NodeIndex nodes() {
    return nodes;
  }

  /** The expressions whose values a name may have, as far as this file shows; never names. */
  public List<Expression> valuesOf(Expression e) {
    return values.of(e);
  }

  /** The same of a field, by what this file last gives it. */
  public List<Expression> valuesOf(FieldInfo field) {
    Expression given = keys.assigned(field.symbol());
    return given == null ? List.of() : values.of(given);
  }

  /** True if the lock, taken in the method, is held on every way on which it returns. */
  public boolean isKept(MethodDeclaration m, LockKey key) {
    return held.keptBy(m).stream().anyMatch(key::sameLock);
  }

  /** True for a task given to an executor that surely has one thread only. */
  public boolean runsAlone(Node task) {
    return Tree.parent(task) instanceof MethodCallExpr c && executors.isSingle(c);
  }

  /** True if the expression surely gives a concurrent collection or a synchronized wrapper. */
  public boolean isConcurrent(Expression e) {
    return new ConcurrentObjects(types, values).isConcurrent(e);
  }

  /** The lock that a call takes for good or gives back, and which; null if it does neither. */
  public LockUse lockUse(MethodCallExpr call) {
    LockCalls.LockCall c = lockCalls.of(call);
    return c == null ? null : new LockUse(LockUse.Effect.valueOf(c.effect().name()), c.key());
  }

  /** The lock that a condition belongs to, or null if that cannot be told. */
  public LockKey conditionLock(Expression condition) {
    Meaning m = types.meaning(condition);
    Expression made = null;
    if (m != null && m.isField()) {
      made = keys.assigned(m.field().symbol());
    }
    boolean fromLock =
        made instanceof MethodCallExpr c
            && c.getNameAsString().equals("newCondition")
            && c.getScope().isPresent();
    return fromLock ? lockNames.lock(((MethodCallExpr) made).getScope().get()) : null;
  }

  /** Reads all bodies of the file into a summary. */
  public void summarise(FileSummary summary) {
    List<Body> bodies = summary.bodies();
    nodes.all(MethodDeclaration.class).forEach(m -> read(m, bodies));
    nodes.all(ConstructorDeclaration.class).forEach(c -> read(c, bodies));
    nodes.all(CompactConstructorDeclaration.class).forEach(c -> read(c, bodies));
    nodes.all(InitializerDeclaration.class).forEach(i -> read(i, bodies));
    nodes.all(FieldDeclaration.class).forEach(f -> read(f, bodies));
    nodes.all(LambdaExpr.class).forEach(l -> read(l, bodies));
    nodes.all(MethodReferenceExpr.class).forEach(r -> read(r, bodies));
    nodes.all(RecordDeclaration.class).forEach(r -> canonical(r, bodies));
    for (ClassOrInterfaceDeclaration c : nodes.all(ClassOrInterfaceDeclaration.class)) {
      ClassInfo owner = types.declaredBy(c);
      if (owner != null && !c.isInterface()) {
        GeneratedBodies.add(path, c, owner, keys.methods().keySet(), bodies);
      }
    }
  }

  /** The constructor that a record has without writing it down: it sets each component. */
  private void canonical(RecordDeclaration r, List<Body> bodies) {
    ClassInfo owner = types.declaredBy(r);
    boolean written =
        owner == null || !r.getConstructors().isEmpty() || !r.getCompactConstructors().isEmpty();
    for (MethodInfo m : written ? List.<MethodInfo>of() : owner.methods("<init>")) {
      Location site = new Location(path, 0, 0, m.symbol());
      Body body =
          new Body(m.key(), m.symbol(), owner.name(), Body.Kind.CONSTRUCTOR, site, false, false);
      for (Parameter p : r.getParameters()) {
        String root = "var:" + Paths.id(p);
        body.params.add(root);
        body.sets.put(owner.name() + "." + p.getNameAsString(), new Path(root, List.of()));
      }
      bodies.add(body);
    }
  }

  private void read(Node node, List<Body> bodies) {
    ClassInfo owner = types.enclosingClass(node);
    if (owner == null) {
      return;
    }
    Body body = begin(node, owner);
    LockKey monitor = node instanceof CallableDeclaration<?> c ? lockNames.ofMethod(c) : null;
    if (monitor != null) {
      body.acquires.add(new Acquire(monitor, List.of(), body.site, false, false));
    }
    if (node instanceof MethodReferenceExpr r) {
      ReferenceReader.read(r, this, body);
    } else {
      new BodyReader(this, body).read(node);
    }
    if (!body.isEmpty()) {
      bodies.add(body);
    }
  }

  private Body begin(Node node, ClassInfo owner) {
    String key = keys.of(node);
    String symbol = BodySymbols.of(node, types);
    Body.Kind kind =
        node instanceof MethodDeclaration
            ? Body.Kind.METHOD
            : node instanceof ConstructorDeclaration
                    || node instanceof CompactConstructorDeclaration
                ? Body.Kind.CONSTRUCTOR
                : node instanceof Expression ? Body.Kind.LAMBDA : Body.Kind.INITIALISER;
    boolean isPrivate = node instanceof MethodDeclaration m && m.isPrivate();
    boolean isStatic = node instanceof MethodDeclaration m && m.isStatic();
    Location site =
        node.getBegin()
            .map(p -> new Location(path, p.line, p.column, symbol))
            .orElse(new Location(path, 0, 0, symbol));
    Body body = new Body(key, symbol, owner.name(), kind, site, isPrivate, isStatic);
    body.from = BodyReader.order(node);
    body.to =
        node.getEnd().map(p -> p.line * 4096L + Math.min(p.column, 4095)).orElse(Long.MAX_VALUE);
    if (node instanceof CallableDeclaration<?> c) {
      c.getParameters().forEach(p -> body.params.add("var:" + Paths.id(p)));
    } else if (node instanceof LambdaExpr l) {
      for (Parameter p : l.getParameters()) {
        body.params.add("var:" + Paths.id(p));
      }
    }
    body.givesNothing =
        node instanceof ConstructorDeclaration
            || node instanceof MethodDeclaration m && m.getType().isVoidType();
    if (node instanceof MethodDeclaration m) {
      body.container = containers.isEntry(m) ? EntryKind.CONTAINER : null;
      boolean hidden = (owner.flags() & (Flags.PRIVATE | Flags.INTERFACE)) == Flags.PRIVATE;
      body.isClosed = isPrivate || !owner.isInterface() && (!m.isPublic() || hidden);
    }
    return body;
  }

  /** The components of this file and who calls their methods. */
  public Containers containers() {
    return containers;
  }

  /** The value that a field of this file is declared with, or null. */
  public Expression initialValue(FieldInfo field) {
    return lockNames.initialValue(field);
  }

  String path() {
    return path;
  }

  Types types() {
    return types;
  }

  Gathered gathered() {
    return gathered;
  }

  Paths paths() {
    return paths;
  }

  LockNames lockNames() {
    return lockNames;
  }

  LockCalls lockCalls() {
    return lockCalls;
  }

  HeldLocks held() {
    return held;
  }

  Tasks tasks() {
    return tasks;
  }

  TaskSinks sinks() {
    return sinks;
  }

  BlockingCalls blocking() {
    return blocking;
  }

  Joins joins() {
    return joins;
  }

  Executors executors() {
    return executors;
  }
}
