package io.conccheck.analyzer.rules.processes;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.ClassExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.Processes;
import io.conccheck.analyzer.facts.life.Tasks;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Static objects used on both sides of a process border. */
@AutoService({Rule.class, Carded.class})
public final class LockForAnotherProcess implements Rule {

  private static final String[] MEETING_PLACES = {
    "java.util.concurrent.BlockingQueue",
    "java.util.concurrent.locks.Lock",
    "java.util.concurrent.locks.ReadWriteLock",
    "java.util.concurrent.Semaphore",
    "java.util.concurrent.CountDownLatch",
    "java.util.concurrent.CyclicBarrier",
    "java.util.concurrent.atomic.AtomicInteger",
    "java.util.concurrent.atomic.AtomicLong",
    "java.util.concurrent.atomic.AtomicBoolean",
    "java.util.Map",
    "java.util.Collection"
  };

  @Override
  public void check(RuleContext file) {
    Tasks tasks = new Tasks(file.types(), file.nodes());
    for (MethodCallExpr start : Processes.startedIn(file.types(), file.nodes())) {
      Node parent = Tree.body(start);
      for (ClassInfo child : parent == null ? List.<ClassInfo>of() : children(start, file)) {
        MethodDeclaration main = main(child, file);
        if (main != null && main == parent) {
          branches(file, start, main, child);
        } else if (main != null) {
          compare(file, start, parent, tasks.reach(main), child);
        }
      }
    }
  }

  /**
   * Classes of this file that the command names: {@code Child.class.getName()}, {@code "Child"}.
   */
  private static List<ClassInfo> children(MethodCallExpr start, RuleContext file) {
    List<ClassInfo> found = new ArrayList<>();
    Node body = Tree.body(start);
    for (ClassExpr c : Tree.within(body, ClassExpr.class)) {
      ClassInfo info = file.types().find(file.types().resolve(c.getType()).name());
      if (info != null && info.fromSource()) {
        found.add(info);
      }
    }
    for (StringLiteralExpr s : Tree.within(body, StringLiteralExpr.class)) {
      ClassInfo info = file.types().find(s.asString());
      if (info != null && info.fromSource()) {
        found.add(info);
      }
    }
    return found;
  }

  private static MethodDeclaration main(ClassInfo child, RuleContext file) {
    for (MethodDeclaration m : file.all(MethodDeclaration.class)) {
      ClassInfo in = file.types().enclosingClass(m);
      if (m.getNameAsString().equals("main") && in != null && in.name().equals(child.name())) {
        return m;
      }
    }
    return null;
  }

  private static void compare(
      RuleContext file, MethodCallExpr start, Node parent, List<Node> childCode, ClassInfo child) {
    Map<String, Expression> ours = new LinkedHashMap<>();
    uses(parent, file).forEach(u -> ours.putIfAbsent(file.types().field(u).symbol(), u));
    for (Node part : childCode) {
      for (Expression theirs : uses(part, file)) {
        FieldInfo field = file.types().field(theirs);
        Expression here = ours.remove(field.symbol());
        if (here != null) {
          report(file, start, here, theirs, field, child);
        }
      }
    }
  }

  /** One `main` for both: what a branch on its arguments does, the other process does. */
  private static void branches(
      RuleContext file, MethodCallExpr start, MethodDeclaration main, ClassInfo child) {
    String args = main.getParameters().isEmpty() ? "" : main.getParameter(0).getNameAsString();
    for (IfStmt i : Tree.within(main, IfStmt.class)) {
      boolean asks =
          Tree.any(i.getCondition(), NameExpr.class, n -> n.getNameAsString().equals(args));
      if (!asks || Tree.contains(i.getThenStmt(), start)) {
        continue;
      }
      Map<String, Expression> theirs = new LinkedHashMap<>();
      uses(i.getThenStmt(), file)
          .forEach(u -> theirs.putIfAbsent(file.types().field(u).symbol(), u));
      for (Expression here : uses(main, file)) {
        FieldInfo field = file.types().field(here);
        Expression there =
            Tree.contains(i.getThenStmt(), here) ? null : theirs.remove(field.symbol());
        if (there != null) {
          report(file, start, here, there, field, child);
        }
      }
    }
  }

  /** Static objects and volatile flags through which threads meet. */
  private static List<Expression> uses(Node body, RuleContext file) {
    List<Expression> found = new ArrayList<>();
    List<Expression> names = new ArrayList<>(Tree.within(body, NameExpr.class));
    names.addAll(Tree.within(body, FieldAccessExpr.class));
    for (Expression e : names) {
      FieldInfo f = file.types().field(e);
      boolean monitor = Tree.parent(e) instanceof SynchronizedStmt s && s.getExpression() == e;
      if (f != null
          && f.isStatic()
          && (monitor || f.isVolatile() || file.types().isA(f.type(), MEETING_PLACES))) {
        found.add(e);
      }
    }
    return found;
  }

  private static void report(
      RuleContext file,
      MethodCallExpr start,
      Expression here,
      Expression theirs,
      FieldInfo field,
      ClassInfo child) {
    file.report(here)
        .message(
            "`%s` is one object here and another one in the process of `%s`: they never meet"
                .formatted(field.name(), child.selfType().simpleName()))
        .help("Use a pipe, a socket or a file lock: `conccheck explain crossing-processes`.")
        .subject(Subject.field(field.symbol()))
        .related(start, "the process is started here")
        .related(theirs, "the other process uses its own copy here")
        .emit();
  }
}
