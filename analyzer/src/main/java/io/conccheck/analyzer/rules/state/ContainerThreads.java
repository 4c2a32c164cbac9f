package io.conccheck.analyzer.rules.state;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.NameExpr;
import io.conccheck.analyzer.facts.container.Role;
import io.conccheck.analyzer.rules.FieldUse;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.Meaning;
import java.util.List;

/** On what threads of a container the places of a file run, private helpers included. */
final class ContainerThreads {

  private static final int DEEPEST = 4;

  private final RuleContext file;
  private final Surroundings around;

  ContainerThreads(RuleContext file, Surroundings around) {
    this.file = file;
    this.around = around;
  }

  /** Who runs that place; of a private method the callers that are most. */
  Role at(Node node) {
    return at(node, 0);
  }

  private Role at(Node node, int depth) {
    MethodDeclaration m = Tree.enclosing(node, MethodDeclaration.class);
    if (m == null) {
      return Role.LIFE_CYCLE;
    }
    Role role = file.facts().containers().role(m);
    if (role != Role.INNER || !m.isPrivate() || depth == DEEPEST) {
      return role;
    }
    for (Node caller : around.callers(m)) {
      Role by = at(caller, depth + 1);
      boolean more = by == Role.MANY || by == Role.LONE && role != Role.MANY;
      role = more ? by : role;
    }
    return role;
  }

  /** True if another method uses the field that other threads may be in meanwhile. */
  boolean isElsewhere(FieldUse other, FieldUse written) {
    MethodDeclaration there = Tree.enclosing(other.node(), MethodDeclaration.class);
    boolean apart =
        there != null && there != Tree.enclosing(written.node(), MethodDeclaration.class);
    if (!apart || !other.field().equals(written.field())) {
      return false;
    }
    Role role = at(other.node());
    return role == Role.MANY
        || role == Role.INNER && there.isPublic()
        || role == Role.LONE
            && hasAnother(there, Tree.enclosing(written.node(), MethodDeclaration.class));
  }

  /** Of two methods with a thread of their own each; the timers of one container share theirs. */
  private boolean hasAnother(MethodDeclaration there, MethodDeclaration here) {
    return isMarked(there) && isMarked(here) && !(isTimed(there) && isTimed(here));
  }

  private boolean isMarked(MethodDeclaration m) {
    return file.facts().containers().role(m) == Role.LONE && !m.getAnnotations().isEmpty();
  }

  private static boolean isTimed(MethodDeclaration m) {
    return m.getAnnotations().stream()
        .anyMatch(a -> a.getName().getIdentifier().matches("Schedules?|Scheduled|Timeout"));
  }

  /** True if something of the request is written and then read again in one method. */
  boolean readsBack(FieldUse write, List<FieldUse> uses) {
    MethodDeclaration m = Tree.enclosing(write.node(), MethodDeclaration.class);
    boolean again =
        uses.stream()
            .anyMatch(
                u ->
                    u.reads()
                        && u.field().equals(write.field())
                        && Tree.before(write.node(), u.node())
                        && Tree.contains(m, u.node()));
    return again
        && Tree.parent(write.node()) instanceof AssignExpr a
        && comesFromCaller(a.getValue(), 0);
  }

  private boolean comesFromCaller(Expression value, int depth) {
    return value instanceof NameExpr n && isFromCaller(n, depth)
        || Tree.any(value, NameExpr.class, n -> isFromCaller(n, depth));
  }

  private boolean isFromCaller(NameExpr n, int depth) {
    Meaning m = file.types().meaning(n);
    Node declared = m == null ? null : m.local();
    return declared instanceof Parameter
        || declared instanceof VariableDeclarator v
            && depth < DEEPEST
            && v.getInitializer().map(i -> comesFromCaller(i, depth + 1)).orElse(false);
  }
}
