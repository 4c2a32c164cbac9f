package io.conccheck.analyzer.facts.container;

import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.TypeRef;
import io.conccheck.analyzer.types.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells by annotations and supertypes whether a container shares an object of a class among
 * threads: servlets, Spring, CDI, EJB, JAX-RS, RMI, gRPC, Netty.
 */
final class Components {

  private static final Set<String> OWN =
      Set.of(
          "RequestScope",
          "SessionScope",
          "RequestScoped",
          "SessionScoped",
          "ConversationScoped",
          "ViewScoped",
          "FlowScoped",
          "TransactionScoped",
          "StepScope",
          "JobScope",
          "Dependent",
          "Prototype",
          "PerLookup",
          "Stateless",
          "Stateful",
          "MessageDriven",
          "ServerEndpoint",
          "ManagedBean",
          "ConfigurationProperties",
          // One thread, of a user interface or a command line, is all that comes to these.
          "UIScope",
          "RouteScope",
          "VaadinSessionScope",
          "FxmlView",
          "ShellComponent",
          "Command");

  private static final Set<String> SHARED =
      Set.of(
          "RestController",
          "RestControllerAdvice",
          "ControllerAdvice",
          "WebServlet",
          "WebFilter",
          "WebListener",
          "ApplicationScoped",
          "GrpcService",
          "Sharable");

  /** Shared where they come from these packages; their names alone say too little. */
  private static final Set<String> SHARED_OF =
      Set.of("Service", "Component", "Controller", "Repository", "Provider");

  private static final List<String> PACKAGES =
      List.of(
          "org.springframework",
          "org.osgi.service.component",
          "io.micronaut",
          "org.jvnet.hk2",
          "javax.ws.rs",
          "jakarta.ws.rs");

  private static final Set<String> SHARED_TYPES =
      Set.of(
          "HttpServlet",
          "GenericServlet",
          "HttpFilter",
          "OncePerRequestFilter",
          "GenericFilterBean",
          "HandlerInterceptor",
          "HandlerInterceptorAdapter",
          "AsyncHandlerInterceptor",
          "ServletRequestListener",
          "HttpSessionListener",
          "HttpSessionAttributeListener",
          "ContainerRequestFilter",
          "ContainerResponseFilter",
          "UnicastRemoteObject",
          "BindableService");

  private static final Set<String> SHARED_TYPES_OF =
      Set.of("Filter", "Servlet", "Action", "DispatchAction", "Remote");

  private static final List<String> TYPE_PACKAGES =
      List.of("javax.servlet", "jakarta.servlet", "org.apache.struts.action", "java.rmi");

  private static final List<String> EJB = List.of("javax.ejb", "jakarta.ejb");

  /** Ends the names of the classes that gRPC makes to be extended. */
  private static final String STUB = "ImplBase";

  private Components() {}

  /** What becomes of the objects of that class. */
  static Sharing of(ClassOrInterfaceDeclaration c, Types types) {
    if (c.isInterface() || Names.has(c, OWN, types) || isScoped(c, types)) {
      return Sharing.OWN;
    }
    AnnotationExpr single = Names.annotation(c, Set.of("Singleton"), types);
    if (single != null && Names.mayComeFrom(c, "Singleton", EJB)) {
      AnnotationExpr managed = Names.annotation(c, Set.of("ConcurrencyManagement"), types);
      boolean bean = managed != null && managed.toString().contains("BEAN");
      return bean ? Sharing.SHARED : Sharing.LOCKED;
    }
    List<String> above = above(c, types);
    if (above.stream().map(Components::simple).anyMatch("SingleThreadModel"::equals)) {
      return Sharing.OWN;
    }
    boolean one = isMarked(c, types) || single != null && isServed(c, types);
    return one || above.stream().anyMatch(t -> isSharedType(c, t))
        ? Sharing.SHARED
        : Sharing.UNKNOWN;
  }

  private static boolean isScoped(ClassOrInterfaceDeclaration c, Types types) {
    AnnotationExpr scope = Names.annotation(c, Set.of("Scope"), types);
    return scope != null && !scope.toString().toLowerCase(Locale.ROOT).contains("singleton");
  }

  private static boolean isMarked(ClassOrInterfaceDeclaration c, Types types) {
    AnnotationExpr a = Names.annotation(c, SHARED_OF, types);
    return Names.has(c, SHARED, types)
        || a != null && !Names.isForeign(c, a.getName().getIdentifier(), PACKAGES);
  }

  /** A singleton of a container for injection: shared by threads only if requests come to it. */
  private static boolean isServed(ClassOrInterfaceDeclaration c, Types types) {
    return Names.has(c, Set.of("Path"), types)
        || c.getMethods().stream().anyMatch(m -> Methods.isMarkedHandler(m, types));
  }

  private static boolean isSharedType(ClassOrInterfaceDeclaration c, String name) {
    String simple = simple(name);
    if (SHARED_TYPES.contains(simple) || simple.endsWith(STUB)) {
      return true;
    }
    boolean whole = TYPE_PACKAGES.stream().anyMatch(p -> name.startsWith(p + "."));
    return SHARED_TYPES_OF.contains(simple)
        && (whole || !name.contains(".") && Names.mayComeFrom(c, simple, TYPE_PACKAGES));
  }

  /**
   * Names of all classes and interfaces above, full ones where they are known; those that the
   * project has made itself are left out.
   */
  static List<String> above(ClassOrInterfaceDeclaration c, Types types) {
    List<String> names = new ArrayList<>();
    List<ClassOrInterfaceType> direct = new ArrayList<>(c.getExtendedTypes());
    direct.addAll(c.getImplementedTypes());
    for (ClassOrInterfaceType t : direct) {
      TypeRef known = types.resolve(t);
      names.add(known.isClass() ? known.name() : t.getNameWithScope());
    }
    ClassInfo info = types.declaredBy(c);
    if (info != null) {
      climb(info, types, names, new HashSet<>());
    }
    // What a stub generator makes lies in the project's own packages.
    names.removeIf(
        n ->
            !n.endsWith(STUB)
                && Names.isNamesake(TypeRef.of(n), c, types)
                && !(SHARED_TYPES.contains(simple(n)) && Stubs.isStub(simple(n), c)));
    return names;
  }

  private static void climb(ClassInfo info, Types types, List<String> names, Set<String> seen) {
    List<TypeRef> up = new ArrayList<>(info.interfaces());
    if (info.superclass() != null) {
      up.add(info.superclass());
    }
    for (TypeRef t : up) {
      if (!seen.add(t.name())) {
        continue;
      }
      names.add(t.name());
      ClassInfo above = t.isClass() && !t.name().startsWith("java.") ? types.find(t.name()) : null;
      if (above != null) {
        climb(above, types, names, seen);
      }
    }
  }

  static boolean extendsAny(ClassOrInterfaceDeclaration c, Types types, Set<String> simpleNames) {
    return above(c, types).stream().map(Components::simple).anyMatch(simpleNames::contains);
  }

  static boolean isLockedAsReader(ClassOrInterfaceDeclaration c, MethodDeclaration m, Types types) {
    AnnotationExpr lock = Names.annotation(m, Set.of("Lock"), types);
    AnnotationExpr all = Names.annotation(c, Set.of("Lock"), types);
    AnnotationExpr holds = lock != null ? lock : all;
    return holds != null && holds.toString().contains("READ");
  }

  static String simple(String name) {
    return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
  }
}
