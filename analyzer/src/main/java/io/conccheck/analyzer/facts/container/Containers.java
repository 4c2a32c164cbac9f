package io.conccheck.analyzer.facts.container;

import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import io.conccheck.analyzer.source.NodeIndex;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.Types;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** The components of one file and who calls their methods. For use by one thread. */
public final class Containers {

  private final Types types;
  private final NodeIndex nodes;
  private final Map<ClassOrInterfaceDeclaration, Sharing> known = new IdentityHashMap<>();

  public Containers(Types types, NodeIndex nodes) {
    this.types = types;
    this.nodes = nodes;
  }

  /** Whether a container shares an object of that class among threads. */
  public Sharing sharing(ClassOrInterfaceDeclaration c) {
    return known.computeIfAbsent(c, k -> Components.of(k, types));
  }

  /** Who calls a method; {@link Role#INNER} if no container does. */
  public Role role(MethodDeclaration m) {
    if (!(Tree.parent(m) instanceof ClassOrInterfaceDeclaration c)) {
      return Role.INNER;
    }
    return switch (sharing(c)) {
      case SHARED -> Methods.of(m, c, types);
      case LOCKED -> {
        Role role = Methods.of(m, c, types);
        yield role != Role.LIFE_CYCLE && !Components.isLockedAsReader(c, m, types)
            ? Role.INNER
            : role;
      }
      case OWN -> Role.INNER;
      case UNKNOWN -> handles(m, c);
    };
  }

  /** What an annotation or the JDK's own web server makes of a method of any class. */
  private Role handles(MethodDeclaration m, ClassOrInterfaceDeclaration c) {
    String name = m.getNameAsString();
    if (Methods.isMarkedOfAny(m, types)) {
      return Methods.of(m, c, types);
    } else if (name.equals("onMessage")) {
      return Components.extendsAny(c, types, Set.of("MessageListener")) ? Role.LONE : Role.INNER;
    } else if (name.equals("handle") && Components.extendsAny(c, types, Set.of("HttpHandler"))) {
      return hasExecutor() ? Role.MANY : Role.LONE;
    }
    return Role.INNER;
  }

  /** Without an executor of its own the JDK's web server calls all handlers on one thread. */
  private boolean hasExecutor() {
    return nodes.calls("setExecutor").stream()
        .anyMatch(c -> c.getArguments().size() == 1 && !c.getArgument(0).isNullLiteralExpr());
  }

  /** True if a container calls the method on threads of its own. */
  public boolean isEntry(MethodDeclaration m) {
    Role role = role(m);
    boolean marked = Methods.isMarkedHandler(m, types) || Names.has(m, Set.of("Override"), types);
    return role == Role.LONE || role == Role.MANY && (marked || isServlet(m.getNameAsString()));
  }

  private static boolean isServlet(String name) {
    return name.matches("do[A-Z]\\w*") || name.equals("service");
  }
}
