package io.conccheck.analyzer.rules.state;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.container.Role;
import io.conccheck.analyzer.facts.life.Tasks;
import io.conccheck.analyzer.rules.FieldUse;
import io.conccheck.analyzer.rules.Pipelines;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.rules.TaskStart;
import io.conccheck.analyzer.rules.Writers;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.TypeRef;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Formatters, digests, iterators: objects that keep their place between calls, used by many. */
@AutoService({Rule.class, Carded.class})
public final class SharedStatefulObject implements Rule {

  private static final String[] STATEFUL = {
    "java.text.Format",
    "java.util.Calendar",
    "java.security.MessageDigest",
    "java.security.Signature",
    "javax.crypto.Cipher",
    "javax.crypto.Mac",
    "java.util.regex.Matcher",
    "java.util.Scanner",
    "java.util.StringTokenizer",
    "java.util.Iterator",
    "java.util.Enumeration",
    "java.util.Spliterator",
    "java.util.zip.Checksum",
    "java.util.stream.BaseStream",
    "javax.xml.parsers.DocumentBuilder",
    "javax.xml.parsers.SAXParser",
    "javax.xml.transform.Transformer",
    "javax.xml.xpath.XPath",
    "java.nio.charset.CharsetEncoder",
    "java.nio.charset.CharsetDecoder"
  };
  private static final Set<String> HARMLESS =
      Set.of("clone", "getClass", "equals", "hashCode", "toString", "toPattern", "getTimeZone");

  @Override
  public void check(RuleContext file) {
    Surroundings around = new Surroundings(file);
    Writers writers = new Writers(file, around);
    Set<String> told = new HashSet<>();
    List<FieldUse> uses = FieldUse.of(file, f -> !f.isVolatile() && isStateful(file, f.type()));
    for (FieldUse u : uses) {
      if (works(u.node())
          && !around.inConstruction(u.node())
          && !around.mayBeLocked(u.node())
          && (u.field().isStatic() || isOfConstant(file, u.field())
              ? !inMain(u.node())
              : inTasks(file, u, writers)
                  || inHelperOfTasks(file, u, around)
                  || servesRequests(file, u))
          && told.add(u.field().symbol())) {
        report(file, u.node(), u.field().name(), u.field().type(), u.field());
      }
    }
    new MapContents(file, around)
        .uses(t -> isStateful(file, t), SharedStatefulObject::works).stream()
            .filter(u -> told.add(u.field().symbol()))
            .forEach(u -> report(file, u));
    byTwo(file, around);
    references(file);
    for (LambdaExpr l : file.all(LambdaExpr.class)) {
      if (runsOften(file, l)) {
        captured(file, around, l);
      }
    }
  }

  /** A field of an enum's constants, which all threads share. */
  private static boolean isOfConstant(RuleContext file, FieldInfo field) {
    ClassInfo owner = file.types().find(field.owner());
    return owner != null && owner.isEnum();
  }

  private static boolean isStateful(RuleContext file, TypeRef type) {
    return type.isClass()
        && file.types().isA(type, STATEFUL)
        && !file.types().index().promises().isThreadSafe(type.name());
  }

  private static boolean works(Expression use) {
    return Tree.parent(use) instanceof MethodCallExpr c
        && c.getScope().orElse(null) == use
        && !HARMLESS.contains(c.getNameAsString());
  }

  private static boolean inMain(Node n) {
    var m = Surroundings.method(n);
    return m != null && m.getNameAsString().equals("main") && m.isStatic();
  }

  /** Used by a method that a container runs on several threads at once on one object. */
  private static boolean servesRequests(RuleContext file, FieldUse u) {
    MethodDeclaration m = Tree.enclosing(u.node(), MethodDeclaration.class);
    boolean self = u.node().isNameExpr() || u.node().toString().startsWith("this.");
    return m != null && self && file.facts().containers().role(m) == Role.MANY;
  }

  /** Used by a lambda that is handed to more than one thread. */
  private static boolean inTasks(RuleContext file, FieldUse u, Writers writers) {
    for (Node n = Tree.body(u.node()); n instanceof LambdaExpr; n = Tree.body(n)) {
      if (Surroundings.runsLater(n)) {
        return !file.facts().runsAlone(n) && !writers.isOneThread(u.node(), u.field());
      } else if (isHandedOutTwice(file, n) || isStepOfParallel(file, n)) {
        return true;
      }
    }
    return false;
  }

  /** A function of a parallel stream. */
  private static boolean isStepOfParallel(RuleContext file, Node function) {
    return Tree.parent(function) instanceof MethodCallExpr step
        && Pipelines.parallel(file).stream().anyMatch(p -> Pipelines.around(p).contains(step));
  }

  /** Used by a method that at least two tasks call, or one that is handed out in a loop. */
  private static boolean inHelperOfTasks(RuleContext file, FieldUse u, Surroundings around) {
    if (!(Tree.body(u.node()) instanceof MethodDeclaration m) || m.isSynchronized()) {
      return false;
    }
    int tasks = 0;
    for (Node c : around.callers(m)) {
      Node task = c instanceof MethodReferenceExpr ? c : Tree.body(c);
      boolean later =
          (task instanceof LambdaExpr || task instanceof MethodReferenceExpr)
              && Surroundings.runsLater(task)
              && !around.mayBeLocked(c);
      boolean one = later && file.facts().runsAlone(task);
      tasks += !later || one ? 0 : often(file, task) ? 2 : 1;
    }
    return tasks > 1;
  }

  /** In a loop, or by a method that others call once for each thing they want done. */
  private static boolean often(RuleContext file, Node task) {
    return Tree.loop(task) != null
        || Tree.body(task) instanceof MethodDeclaration m
            && !m.isPrivate()
            && !m.isStatic()
            && !m.getParameters().isEmpty()
            && Tree.any(
                task, NameExpr.class, n -> m.getParameterByName(n.getNameAsString()).isPresent());
  }

  /** A captured local that two tasks of one body use. */
  private static void byTwo(RuleContext file, Surroundings around) {
    Map<Node, LambdaExpr> first = new IdentityHashMap<>();
    Set<Node> told = Tree.identitySet();
    for (LambdaExpr l : file.all(LambdaExpr.class)) {
      if (!Surroundings.runsLater(l) || Tree.loop(l) != null) {
        continue;
      }
      for (NameExpr n : l.findAll(NameExpr.class)) {
        Meaning m = file.types().meaning(n);
        boolean shared =
            m != null
                && m.isLocal()
                && !l.isAncestorOf(m.local())
                && isStateful(file, m.type())
                && works(n)
                && !around.mayBeLocked(n);
        LambdaExpr other = shared ? first.putIfAbsent(m.local(), l) : null;
        boolean ordered =
            other != null
                && Tree.any(
                    Tree.body(l),
                    MethodCallExpr.class,
                    c ->
                        Set.of("join", "get", "await").contains(c.getNameAsString())
                            && Tree.before(other, c)
                            && Tree.before(c, l));
        if (other != null && other != l && !ordered && told.add(m.local())) {
          report(file, n, n.getNameAsString(), m.type(), null);
        }
      }
    }
  }

  /** {@code parallelStream().map(format::format)}. */
  private static void references(RuleContext file) {
    for (MethodCallExpr start : Pipelines.parallel(file)) {
      for (MethodCallExpr step : Pipelines.around(start)) {
        for (Expression a : step.getArguments()) {
          Meaning m =
              a instanceof MethodReferenceExpr r ? file.types().meaning(r.getScope()) : null;
          TypeRef type = m == null ? null : m.isField() ? m.field().type() : m.type();
          if (type != null && isStateful(file, type)) {
            String name = ((MethodReferenceExpr) a).getScope().toString();
            report(file, a, name, type, m.isField() ? m.field() : null);
          }
        }
      }
    }
  }

  /** True for a task that is handed out in a loop, and for the functions of a parallel stream. */
  private static boolean runsOften(RuleContext file, LambdaExpr l) {
    if (Surroundings.runsLater(l)) {
      return Tree.loop(l) != null;
    }
    if (isHandedOutTwice(file, l)) {
      return true;
    }
    return isStepOfParallel(file, l);
  }

  /** A lambda kept in a local and given to several threads, or to a pool in a loop. */
  private static boolean isHandedOutTwice(RuleContext file, Node lambda) {
    if (!(Tree.parent(lambda) instanceof VariableDeclarator v) || Tree.body(v) == null) {
      return false;
    }
    int times = 0;
    for (TaskStart s : TaskStart.in(file, new Tasks(file.types(), file.nodes()))) {
      boolean given = s.body() == lambda && s.task() != lambda;
      times += !given || file.facts().runsAlone(s.task()) ? 0 : Tree.loop(s.at()) == null ? 1 : 2;
    }
    return times > 1;
  }

  private static void captured(RuleContext file, Surroundings around, LambdaExpr l) {
    Node loop = Tree.loop(l);
    Set<Node> told = Tree.identitySet();
    for (NameExpr n : l.findAll(NameExpr.class)) {
      Meaning m = file.types().meaning(n);
      if (m != null
          && m.isLocal()
          && !l.isAncestorOf(m.local())
          && (loop == null || !loop.isAncestorOf(m.local()))
          && isStateful(file, m.type())
          && works(n)
          && !around.mayBeLocked(n)
          && told.add(m.local())) {
        report(file, n, n.getNameAsString(), m.type(), null);
      }
    }
  }

  private static void report(RuleContext file, MapContents.Use u) {
    file.report(u.at())
        .message(
            "the `%s` that the concurrent map `%s` holds is used here without a lock: all who ask"
                    .formatted(u.type().simpleName(), u.map())
                + " for the key use the same one at once")
        .help("Use a thread-safe class for the values, or work on them inside of `compute`.")
        .subject(Subject.field(u.field().symbol()))
        .emit();
  }

  private static void report(
      RuleContext file, Node at, String name, TypeRef type, FieldInfo field) {
    var r =
        file.report(at)
            .message(
                "`"
                    + name
                    + "`, a `"
                    + type.simpleName()
                    + "`, is used by several threads without a lock, and keeps state between calls")
            .help("Make one for each use or each thread, or use an immutable class instead.");
    if (field != null) {
      r.subject(Subject.field(field.symbol()));
    }
    r.emit();
  }
}
