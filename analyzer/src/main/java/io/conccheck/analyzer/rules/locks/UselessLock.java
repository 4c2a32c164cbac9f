package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.Types;
import io.conccheck.findings.card.Carded;
import java.util.List;

/** A lock that no other thread can know keeps nobody out. */
@AutoService({Rule.class, Carded.class})
public final class UselessLock implements Rule {

  private static final String LOCK = "java.util.concurrent.locks.Lock";

  @Override
  public void check(RuleContext file) {
    for (SynchronizedStmt s : file.all(SynchronizedStmt.class)) {
      Expression e = Types.bare(s.getExpression());
      if (isFresh(file, e) && !waits(s)) {
        report(file, s, e);
      }
    }
    for (MethodCallExpr c : file.callsOn(LOCK, "lock", "lockInterruptibly", "tryLock")) {
      Expression scope = c.getScope().map(Types::bare).orElse(null);
      if (scope != null && isFresh(file, scope)) {
        report(file, c, scope);
      }
    }
  }

  private static void report(RuleContext file, Node at, Expression lock) {
    file.report(at)
        .message(
            "`" + lock + "` is a new object that no other thread knows: locking it excludes nobody")
        .help("Lock an object that all threads share, such as a `private final` field.")
        .emit();
  }

  private static boolean isFresh(RuleContext file, Expression e) {
    if (e instanceof ObjectCreationExpr) {
      return true;
    } else if (e instanceof MethodCallExpr call) {
      return givesFresh(file, call);
    }
    Meaning m = e instanceof NameExpr ? file.types().meaning(e) : null;
    if (m == null || !(m.local() instanceof VariableDeclarator v)) {
      return false;
    }
    Expression value = v.getInitializer().map(Types::bare).orElse(null);
    return isMade(file, value) && isOwn(file, v);
  }

  private static boolean isMade(RuleContext file, Expression value) {
    return value instanceof ObjectCreationExpr o && o.getAnonymousClassBody().isEmpty()
        || value instanceof MethodCallExpr call && givesFresh(file, call);
  }

  /** A method of this file that makes a bare lock object at each call and keeps it nowhere. */
  private static boolean givesFresh(RuleContext file, MethodCallExpr call) {
    MethodDeclaration m = new Surroundings(file).declaration(call);
    if (m == null || !(m.isPrivate() || m.isStatic() || m.isFinal()) || m.getBody().isEmpty()) {
      return false;
    }
    List<ReturnStmt> returns = Tree.within(m.getBody().get(), ReturnStmt.class);
    return m.getBody().get().getStatements().size() == 1
        && returns.size() == 1
        && returns
            .get(0)
            .getExpression()
            .filter(
                r ->
                    r instanceof ObjectCreationExpr o
                        && o.getArguments().isEmpty()
                        && o.getAnonymousClassBody().isEmpty())
            .isPresent();
  }

  /**
   * True if the local is used only as a lock and as receiver of calls, in its own body: then nobody
   * else can have it.
   */
  private static boolean isOwn(RuleContext file, VariableDeclarator v) {
    for (NameExpr n : file.all(NameExpr.class)) {
      if (!n.getNameAsString().equals(v.getNameAsString())) {
        continue;
      }
      Meaning m = file.types().meaning(n);
      if (m != null && m.local() == v && (Tree.body(n) != Tree.body(v) || !staysHere(n))) {
        return false;
      }
    }
    return true;
  }

  private static boolean staysHere(NameExpr n) {
    Node up = Tree.parent(n);
    return up instanceof SynchronizedStmt
        || up instanceof ReturnStmt && Tree.loop(up) == null
        || up instanceof MethodCallExpr c
            && c.getScope().orElse(null) == n
            && !c.getNameAsString().equals("newCondition")
            && !c.getNameAsString().equals("start");
  }

  /** A pause on a private monitor is no try to exclude anybody. */
  private static boolean waits(SynchronizedStmt s) {
    return Tree.any(s, MethodCallExpr.class, c -> c.getNameAsString().equals("wait"));
  }
}
