package io.conccheck.analyzer.rules.state;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.Flags;
import io.conccheck.analyzer.types.MethodInfo;
import io.conccheck.analyzer.types.TypeRef;
import io.conccheck.findings.card.Carded;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Two classes that need each other initialised: two threads may begin at the two ends. */
@AutoService({Rule.class, Carded.class})
public final class ClassInitializationCycle implements Rule {

  /** A class needed by another's static initialiser, and where. */
  private record Need(ClassInfo by, ClassInfo of, Node at) {}

  @Override
  public void check(RuleContext file) {
    Map<String, Need> needs = new LinkedHashMap<>();
    for (Node initialiser : initialisers(file)) {
      ClassInfo by = file.types().enclosingClass(initialiser);
      for (ObjectCreationExpr o : Tree.within(initialiser, ObjectCreationExpr.class)) {
        TypeRef type = o.getAnonymousClassBody().isPresent() ? TypeRef.UNKNOWN : file.types().of(o);
        ClassInfo of = type.isClass() ? file.types().find(type.name()) : null;
        if (by != null && of != null && of.fromSource() && !of.name().equals(by.name())) {
          needs.putIfAbsent(by.name() + ">" + of.name(), new Need(by, of, o));
        }
      }
    }
    for (Need n : needs.values()) {
      boolean above = file.types().isA(n.of.selfType(), n.by.name());
      Need back = needs.get(n.of.name() + ">" + n.by.name());
      if (isReachable(n.of) && (above || back != null && isReachable(n.by))) {
        report(file, n, above ? null : back);
      }
    }
  }

  private static List<Node> initialisers(RuleContext file) {
    List<Node> found = new ArrayList<>();
    for (InitializerDeclaration i : file.all(InitializerDeclaration.class)) {
      if (i.isStatic()) {
        found.add(i);
      }
    }
    for (FieldDeclaration f : file.all(FieldDeclaration.class)) {
      ClassInfo in = file.types().enclosingClass(f);
      if (f.isStatic() && in != null && !in.isInterface()) {
        for (VariableDeclarator v : f.getVariables()) {
          found.add(v);
        }
      }
    }
    return found;
  }

  /** Others may initialise it first: it can be made, or called, without the other class. */
  private static boolean isReachable(ClassInfo info) {
    if ((info.flags() & Flags.PRIVATE) != 0 || info.isEnum()) {
      return false;
    }
    List<MethodInfo> made = info.methods().getOrDefault("<init>", List.of());
    boolean implicit = made.isEmpty();
    boolean open = made.stream().anyMatch(m -> (m.flags() & Flags.PUBLIC) != 0);
    boolean called =
        info.methods().values().stream()
            .flatMap(List::stream)
            .anyMatch(m -> m.isStatic() && (m.flags() & Flags.PUBLIC) != 0);
    return implicit || open || called;
  }

  private static void report(RuleContext file, Need n, Need back) {
    String by = n.by.selfType().simpleName();
    String of = n.of.selfType().simpleName();
    var report =
        file.report(n.at)
            .message(
                "initialising `"
                    + by
                    + "` needs `"
                    + of
                    + "`, and initialising `"
                    + of
                    + "` needs `"
                    + by
                    + "`: two threads that begin at the two ends wait for each other")
            .help("Make the object on first use, in a holder class of its own.");
    if (back != null) {
      report.related(back.at, "`" + of + "` needs `" + by + "` here");
    }
    report.emit();
  }
}
