package io.conccheck.analyzer.rules.state;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import io.conccheck.analyzer.rules.FieldUse;
import io.conccheck.analyzer.rules.PlainCollections;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.FieldInfo;
import java.util.List;
import java.util.Set;

/** Whether a flag stands for state that is made just before it is set, under the same lock. */
final class StateSetBefore {

  private final RuleContext file;
  private final FieldUse flag;
  private final Surroundings around;
  private final Set<Node> seen = Tree.identitySet();

  StateSetBefore(RuleContext file, FieldUse flag) {
    this.file = file;
    this.flag = flag;
    this.around = new Surroundings(file);
  }

  /** True if a plain field is set, or a plain collection filled, before the flag is. */
  boolean any() {
    Node block = Tree.statement(flag.node());
    while (block != null && !Tree.isBody(block) && !(block instanceof SynchronizedStmt)) {
      block = Tree.parent(block);
    }
    return block != null && sets(block);
  }

  private boolean sets(Node code) {
    boolean here =
        Tree.any(code, AssignExpr.class, this::isState)
            || Tree.any(code, MethodCallExpr.class, this::fills);
    return here || Tree.any(code, MethodCallExpr.class, this::helps);
  }

  /** What is only forgotten, as in a close method, is nothing that others could see half-made. */
  private boolean isState(AssignExpr a) {
    FieldInfo f = file.types().field(a.getTarget());
    return f != null
        && !f.symbol().equals(flag.field().symbol())
        && !f.isVolatile()
        && !a.getValue().isNullLiteralExpr()
        && !a.getValue().isBooleanLiteralExpr();
  }

  private boolean fills(MethodCallExpr c) {
    return c.getScope().map(s -> file.types().field(s) != null).orElse(false)
        && List.of("add", "put", "addAll", "putAll", "append", "push").contains(c.getNameAsString())
        && PlainCollections.changes(file, c);
  }

  private boolean helps(MethodCallExpr c) {
    MethodDeclaration m = around.declaration(c);
    boolean own = c.getScope().map(s -> s.isThisExpr()).orElse(true);
    return own && m != null && seen.add(m) && sets(m);
  }
}
