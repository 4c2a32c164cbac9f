package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.FieldDeclarations;
import io.conccheck.analyzer.rules.Finally;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.findings.Severity;
import io.conccheck.findings.card.Carded;
import java.util.List;

/** Calls that may say no, and nobody listens. */
@AutoService({Rule.class, Carded.class})
public final class IgnoredLockResult implements Rule {

  private static final String UTIL = "java.util.concurrent.";

  @Override
  public void check(RuleContext file) {
    ignored(file, UTIL + "locks.Lock", "tryLock", "go on without the lock");
    ignored(file, UTIL + "Semaphore", "tryAcquire", "go on without the permit");
    for (MethodCallExpr call : file.callsOn(UTIL + "CountDownLatch", "await")) {
      if (call.getArguments().size() == 2 && isIgnored(call) && !asked(call, "getCount")) {
        report(file, call, "the latch may still be closed", Severity.WARNING);
      }
    }
    for (MethodCallExpr call : file.callsOn("java.util.Queue", "poll")) {
      if (call.getArguments().size() == 2 && isIgnored(call)) {
        report(file, call, "the element that was taken is lost", Severity.WARNING);
      } else if (UnansweredPoll.isUntested(file, call)) {
        file.report(call)
            .severity(Severity.WARNING)
            .message(
                "what `" + call + "` returns is used without a look whether there was anything")
            .help("Test for null, or call `take`.")
            .emit();
      }
    }
    stamps(file);
    for (MethodCallExpr call : file.callsOn(UTIL + "TransferQueue", "tryTransfer")) {
      if (isIgnored(call)) {
        report(file, call, "the element is lost when nobody waits for it", Severity.WARNING);
      }
    }
    for (MethodCallExpr call :
        file.callsOn(UTIL + "BlockingQueue", "offer", "offerFirst", "offerLast")) {
      if (isIgnored(call) && isBounded(file, call)) {
        report(file, call, "the element is lost when the queue is full", Severity.WARNING);
      }
    }
  }

  private static void ignored(RuleContext file, String type, String method, String harm) {
    for (MethodCallExpr call : file.callsOn(type, method)) {
      if (isIgnored(call)
          && !asked(call, "isHeldByCurrentThread")
          && !asked(call, "isWriteLockedByCurrentThread")) {
        report(file, call, "a thread that did not get it will " + harm, Severity.ERROR);
      }
    }
  }

  private static void report(
      RuleContext file, MethodCallExpr call, String harm, Severity severity) {
    file.report(call)
        .severity(severity)
        .message("the result of `" + call + "` is ignored: " + harm)
        .help("Test what `" + call.getNameAsString() + "` returns.")
        .emit();
  }

  private static boolean isIgnored(MethodCallExpr call) {
    return Tree.parent(call) instanceof ExpressionStmt s
            && !(Tree.parent(s) instanceof LambdaExpr)
            && call.getScope().isPresent()
        || isForgotten(call);
  }

  /** Kept in a local that nothing ever reads. */
  private static boolean isForgotten(MethodCallExpr call) {
    return Tree.parent(call) instanceof VariableDeclarator v
        && Tree.body(v) != null
        && Tree.body(v).findAll(NameExpr.class).stream()
            .noneMatch(n -> n.getNameAsString().equals(v.getNameAsString()));
  }

  /** A stamp of a try is zero if the lock was not to be had. */
  private static void stamps(RuleContext file) {
    for (MethodCallExpr call :
        file.callsOn(UTIL + "locks.StampedLock", "tryWriteLock", "tryReadLock")) {
      if (Tree.parent(call) instanceof VariableDeclarator v
          && Tree.body(v) != null
          && Tree.body(v).findAll(NameExpr.class).stream()
              .filter(n -> n.getNameAsString().equals(v.getNameAsString()))
              .allMatch(
                  n ->
                      Tree.parent(n) instanceof MethodCallExpr c
                          && c.getNameAsString().startsWith("unlock"))) {
        report(
            file, call, "a thread that did not get it will go on without the lock", Severity.ERROR);
      }
    }
  }

  /** True if the body asks the same object about its state, in a loop's condition or later. */
  private static boolean asked(MethodCallExpr call, String method) {
    Node body = Tree.body(call);
    return body != null
        && Tree.any(
            body,
            MethodCallExpr.class,
            c ->
                c.getNameAsString().equals(method)
                    && c.getScope().equals(call.getScope())
                    && !Finally.contains(c)); // there it only decides about the unlock
  }

  /** True if the queue is proven to have a limit: by its type or by what its variable is given. */
  private static boolean isBounded(RuleContext file, MethodCallExpr call) {
    Expression queue = call.getScope().orElseThrow();
    if (file.types().isA(queue, UTIL + "ArrayBlockingQueue", UTIL + "SynchronousQueue")) {
      return true;
    }
    Meaning m = file.types().meaning(queue);
    Expression value = null;
    if (m != null && m.isField() && m.field().isFinal()) {
      List<Expression> all = file.facts().valuesOf(queue);
      value = all.size() == 1 ? all.get(0) : FieldDeclarations.initialValue(file, m.field());
    } else if (m != null && m.local() instanceof VariableDeclarator v) {
      value = v.getInitializer().orElse(null);
    }
    if (!(value instanceof ObjectCreationExpr made)) {
      return false;
    }
    boolean limit =
        made.getArguments().size() == 1 && file.types().of(made.getArgument(0)).isPrimitive();
    return file.types().isA(made, UTIL + "ArrayBlockingQueue", UTIL + "SynchronousQueue")
        || limit
            && file.types().isA(made, UTIL + "LinkedBlockingQueue", UTIL + "LinkedBlockingDeque");
  }
}
