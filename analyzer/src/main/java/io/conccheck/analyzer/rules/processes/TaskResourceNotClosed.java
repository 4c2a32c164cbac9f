package io.conccheck.analyzer.rules.processes;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.CatchClause;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.Condition;
import io.conccheck.analyzer.facts.life.ValueFlow;
import io.conccheck.analyzer.rules.Finally;
import io.conccheck.analyzer.rules.Report;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.TypeRef;
import io.conccheck.findings.Severity;
import io.conccheck.findings.card.Carded;
import java.util.List;
import java.util.Set;

/** Code that runs as a task opens something that nobody closes. */
@AutoService({Rule.class, Carded.class})
public final class TaskResourceNotClosed implements Rule {

  private static final Set<String> CLASSES =
      Set.of(
          "java.io.FileInputStream",
          "java.io.FileOutputStream",
          "java.io.FileReader",
          "java.io.FileWriter",
          "java.io.RandomAccessFile",
          "java.net.Socket",
          "java.net.ServerSocket",
          "java.net.DatagramSocket",
          "java.util.zip.ZipFile",
          "java.util.jar.JarFile");
  private static final String[] FILES = {
    "newBufferedReader",
    "newBufferedWriter",
    "newInputStream",
    "newOutputStream",
    "newByteChannel",
    "newDirectoryStream",
    "lines",
    "list",
    "walk"
  };

  @Override
  public void check(RuleContext file) {
    for (ObjectCreationExpr o : file.all(ObjectCreationExpr.class)) {
      TypeRef type = file.types().of(o);
      if (type.isClass() && (CLASSES.contains(type.name()) || isNamed(file, o, type))) {
        check(file, o);
      }
    }
    file.callsOn("java.nio.file.Files", FILES).forEach(c -> check(file, c));
    file.callsOn("java.net.ServerSocket", "accept").forEach(c -> check(file, c));
    for (String channel :
        List.of(
            "java.nio.channels.FileChannel",
            "java.nio.channels.SocketChannel",
            "java.nio.channels.ServerSocketChannel")) {
      file.callsOn(channel, "open").forEach(c -> check(file, c));
    }
    file.callsOn("java.net.URL", "openStream").forEach(c -> check(file, c));
  }

  /** {@code new PrintWriter("name")} and {@code new Scanner(file)} open files of their own. */
  private static boolean isNamed(RuleContext file, ObjectCreationExpr o, TypeRef type) {
    if (type.isClass("java.util.Scanner") && !o.getArguments().isEmpty()) {
      return file.types().isA(o.getArgument(0), "java.io.File", "java.nio.file.Path");
    }
    return Set.of("java.io.PrintWriter", "java.io.PrintStream").contains(type.name())
        && !o.getArguments().isEmpty()
        && o.getArgument(0).isStringLiteralExpr();
  }

  private static void check(RuleContext file, Expression opened) {
    Node body = Tree.body(opened);
    if (body == null) {
      return;
    }
    MethodCallExpr close = closedByHand(opened, file, body);
    if (close == null && isClosed(opened, file, 0)) {
      return;
    }
    String key = file.facts().keyOf(body);
    String what =
        opened instanceof ObjectCreationExpr o
            ? "new " + o.getType().getNameAsString()
            : ((MethodCallExpr) opened).getNameAsString();
    Report report =
        file.report(opened)
            .message(
                "`"
                    + what
                    + "` is opened in a task and "
                    + (close == null ? "never closed" : "not closed when something fails before"))
            .help("Open it in a try-with-resources statement.");
    if (close != null) {
      report.severity(Severity.NOTE).related(close, "closed only if all before has gone well");
    }
    boolean sure = isAcceptedForTask(file, opened) || isThreads(file, body);
    report.emitIf(sure ? Condition.ALWAYS : Condition.runsInTask(key));
  }

  /** What a thread is made to run, whoever starts it. */
  private static boolean isThreads(RuleContext file, Node body) {
    return body instanceof LambdaExpr
        && Tree.parent(body) instanceof ObjectCreationExpr o
        && file.types().isA(o, "java.lang.Thread");
  }

  /** The close behind other uses of the same body, without a `finally` around it; or null. */
  private static MethodCallExpr closedByHand(Expression opened, RuleContext file, Node body) {
    ValueFlow flow = ValueFlow.of(opened, file.types(), file.nodes());
    List<MethodCallExpr> closes = flow.calls("close");
    if (flow.isClosedByTry()
        || closes.size() != 1
        || !flow.fields().isEmpty()
        || !flow.escapes().isEmpty()) {
      return null;
    }
    MethodCallExpr close = closes.get(0);
    boolean plain =
        Tree.body(close) == body
            && !Finally.contains(close)
            && Tree.enclosing(close, CatchClause.class) == null;
    boolean used = flow.calls().stream().anyMatch(c -> c != close && Tree.before(c, close));
    return plain && used ? close : null;
  }

  /** A connection that a task is to serve, and that no other code has. */
  private static boolean isAcceptedForTask(RuleContext file, Expression opened) {
    return opened instanceof MethodCallExpr c
        && c.getNameAsString().equals("accept")
        && ValueFlow.of(opened, file.types(), file.nodes()).values().stream()
            .anyMatch(
                v ->
                    Tree.body(v) instanceof LambdaExpr l
                        && Tree.parent(l) instanceof MethodCallExpr to
                        && file.facts().handsOver(to));
  }

  /** True if it is closed, handed on, or wrapped in something of which the same holds. */
  private static boolean isClosed(Expression opened, RuleContext file, int depth) {
    ValueFlow flow = ValueFlow.of(opened, file.types(), file.nodes());
    if (flow.isClosedByTry() || flow.uses("close", "shutdown") || !flow.fields().isEmpty()) {
      return true;
    }
    for (Expression out : flow.escapes()) {
      boolean wrapped =
          depth < 4
              && Tree.parent(out) instanceof ObjectCreationExpr o
              && (file.types().of(o).name().startsWith("java.io.")
                  || file.types().of(o).name().equals("java.util.Scanner")
                  || file.types().of(o).name().startsWith("java.util.zip."));
      boolean lent =
          Tree.parent(out) instanceof MethodCallExpr to
              && to.getArguments().contains(out)
              && to.getNameAsString().equals("transferTo");
      if (!lent && !wrapped || !lent && isClosed((Expression) Tree.parent(out), file, depth + 1)) {
        return true;
      }
    }
    for (MethodCallExpr c : flow.calls()) {
      boolean again =
          Set.of(
                  "getInputStream",
                  "getOutputStream",
                  "lines",
                  "onClose",
                  "map",
                  "filter",
                  "getChannel")
              .contains(c.getNameAsString());
      if (again && depth < 4 && isClosed(c, file, depth + 1)) {
        return true; // closing a socket's stream or the end of a pipeline closes it
      }
    }
    return false;
  }
}
