package io.conccheck.analyzer.rules.state;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.Condition;
import io.conccheck.analyzer.rules.FieldUse;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.rules.Symbols;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;

/** Instance code of a class that several threads run writes a static field without a lock. */
@AutoService({Rule.class, Carded.class})
public final class StaticWrittenByInstance implements Rule {

  @Override
  public void check(RuleContext file) {
    Surroundings around = new Surroundings(file);
    for (FieldUse use : FieldUse.of(file, f -> f.isStatic() && !f.isFinal())) {
      Node body = use.writes() ? Tree.body(use.node()) : null;
      boolean update = use.kind() == FieldUse.Kind.UPDATE;
      if (body == null
          || use.field().isVolatile()
          || !inInstance(use.node())
          || around.inConstruction(use.node())
          || !file.facts().heldAt(use.node()).isEmpty()
          || around.mayBeLocked(use.node())) {
        continue;
      }
      String key = file.facts().keyOf(body);
      boolean task = isTask(use.node(), file);
      file.report(use.node())
          .message(
              "`%s` is static, and `%s` %s it for every object and on every thread that runs it, with no lock"
                  .formatted(
                      use.field().name(),
                      Symbols.of(use.node(), file.types()).replace('#', '.'),
                      update ? "updates" : "sets"))
          .help("Guard it by a static lock, make it atomic, or make it a field of the object.")
          .subject(Subject.field(use.field().symbol()))
          .emitIf(task ? Condition.ALWAYS : Condition.runsInTask(key));
    }
  }

  private static boolean inInstance(Node node) {
    MethodDeclaration m = Tree.enclosing(node, MethodDeclaration.class);
    return m != null && !m.isStatic();
  }

  /** The method that a thread runs, of a class whose objects are tasks. */
  private static boolean isTask(Node node, RuleContext file) {
    MethodDeclaration m = Tree.enclosing(node, MethodDeclaration.class);
    ClassInfo in = file.types().enclosingClass(m);
    return in != null
        && m.getParameters().isEmpty()
        && (m.getNameAsString().equals("run")
                && file.types().isA(in.selfType(), "java.lang.Runnable")
            || m.getNameAsString().equals("call")
                && file.types().isA(in.selfType(), "java.util.concurrent.Callable"));
  }
}
