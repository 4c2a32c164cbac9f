package io.conccheck.analyzer.rules.state;

import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.FieldUse;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One component object serves all requests: what a request puts into its fields, others read. */
@AutoService({Rule.class, Carded.class})
public final class ServletField implements Rule {

  private static final Set<String> SERVLETS =
      Set.of("HttpServlet", "GenericServlet", "Servlet", "Filter", "HttpFilter");
  private static final Set<String> COMPONENTS =
      Set.of(
          "Controller",
          "RestController",
          "Service",
          "Component",
          "Repository",
          "WebServlet",
          "WebFilter");
  private static final List<String> PACKAGES =
      List.of(
          "javax.servlet",
          "jakarta.servlet",
          "org.springframework.stereotype",
          "org.springframework.web.bind");

  @Override
  public void check(RuleContext file) {
    boolean web =
        file.unit().getImports().stream()
                .anyMatch(i -> PACKAGES.stream().anyMatch(i.getNameAsString()::startsWith))
            || file.all(ClassOrInterfaceDeclaration.class).stream().anyMatch(ServletField::isWeb);
    if (!web) {
      return;
    }
    Surroundings around = new Surroundings(file);
    Set<String> told = new HashSet<>();
    for (FieldUse u : FieldUse.of(file, f -> !f.isStatic() && !f.isFinal())) {
      ClassOrInterfaceDeclaration c = Tree.enclosing(u.node(), ClassOrInterfaceDeclaration.class);
      MethodDeclaration m = Tree.enclosing(u.node(), MethodDeclaration.class);
      if (u.writes()
          && c != null
          && m != null
          && isShared(c)
          && serves(m)
          && !around.inConstruction(u.node())
          && !around.mayBeLocked(u.node())
          && told.add(u.field().symbol())) {
        report(file, u, c.getNameAsString(), m.getNameAsString());
      }
    }
  }

  /** Web by its own words, whatever is imported. */
  private static boolean isWeb(ClassOrInterfaceDeclaration c) {
    return has(c, Set.of("RestController", "WebServlet", "WebFilter"))
        || c.getExtendedTypes().stream().anyMatch(t -> t.getNameAsString().equals("HttpServlet"));
  }

  private static boolean isShared(ClassOrInterfaceDeclaration c) {
    boolean scoped = has(c, Set.of("Scope", "RequestScope", "SessionScope", "RequestScoped"));
    return !scoped
        && (has(c, COMPONENTS)
            || c.getExtendedTypes().stream().anyMatch(t -> SERVLETS.contains(t.getNameAsString()))
            || c.getImplementedTypes().stream()
                .anyMatch(t -> SERVLETS.contains(t.getNameAsString())));
  }

  private static boolean has(ClassOrInterfaceDeclaration c, Set<String> names) {
    return c.getAnnotations().stream()
        .map(AnnotationExpr::getName)
        .anyMatch(n -> names.contains(n.getIdentifier()));
  }

  /** Life-cycle methods and setters run before the first request. */
  private static boolean serves(MethodDeclaration m) {
    String n = m.getNameAsString();
    boolean prepares =
        n.startsWith("init")
            || n.startsWith("destroy")
            || n.equals("afterPropertiesSet")
            || n.equals("contextInitialized")
            || n.equals("start")
            || n.equals("stop")
            || n.matches("set[A-Z]\\w*") && m.getParameters().size() == 1;
    boolean marked =
        m.getAnnotations().stream()
            .anyMatch(
                a ->
                    Set.of(
                            "PostConstruct",
                            "PreDestroy",
                            "Autowired",
                            "Inject",
                            "EventListener",
                            "Resource",
                            "Value",
                            "Scheduled")
                        .contains(a.getName().getIdentifier()));
    return !prepares && !marked && !m.isPrivate();
  }

  private static void report(RuleContext file, FieldUse u, String owner, String method) {
    file.report(u.node())
        .message(
            "`"
                + u.field().name()
                + "` is written in `"
                + method
                + "`, and all requests share one `"
                + owner
                + "`: requests overwrite each other's value")
        .help("Keep what belongs to one request in local variables.")
        .subject(Subject.field(u.field().symbol()))
        .emit();
  }
}
