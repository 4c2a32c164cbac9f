package io.conccheck.analyzer.facts;

import io.conccheck.analyzer.types.Annotations;
import io.conccheck.analyzer.types.ClassIndex;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.Flags;
import io.conccheck.analyzer.types.MethodInfo;
import java.util.List;
import java.util.Set;

/**
 * Methods that a container calls on its own threads, several at once on one object: servlets,
 * Spring, JAX-RS, JMS and their like, by type or by annotation.
 */
final class Containers {

  private static final List<String> SHARED_TYPES =
      List.of(
          "javax.servlet.Servlet",
          "jakarta.servlet.Servlet",
          "javax.servlet.Filter",
          "jakarta.servlet.Filter",
          "com.sun.net.httpserver.HttpHandler");

  private static final Set<String> SHARED_BY_NAME =
      Set.of("HttpServlet", "GenericServlet", "Servlet", "MessageListener");

  private static final List<String> SHARED_CLASSES =
      List.of("RestController", "Controller", "WebServlet", "WebFilter");

  private static final List<String> ENTRY_METHODS =
      List.of(
          "GetMapping",
          "PostMapping",
          "PutMapping",
          "DeleteMapping",
          "PatchMapping",
          "RequestMapping",
          "MessageMapping",
          "KafkaListener",
          "RabbitListener",
          "JmsListener",
          "Async");

  private Containers() {}

  /** True if a container may run the method on several threads at once on one object. */
  static boolean isEntry(MethodInfo m, ClassInfo owner, ClassIndex index) {
    if (m.isStatic() || m.isConstructor() || m.isPrivate()) {
      return false;
    }
    for (String a : ENTRY_METHODS) {
      if (Annotations.has(m.annotations(), a)) {
        return true;
      }
    }
    boolean callable = (m.flags() & (Flags.PUBLIC | Flags.PROTECTED)) != 0;
    boolean lifeCycle = m.name().equals("init") || m.name().equals("destroy");
    return callable && !lifeCycle && isShared(owner, index) && isService(m);
  }

  private static boolean isService(MethodInfo m) {
    return m.name().startsWith("do")
        || m.name().equals("service")
        || m.name().equals("handle")
        || m.name().equals("onMessage");
  }

  /** True if a container shares one object of that class among its threads. */
  static boolean isShared(ClassInfo owner, ClassIndex index) {
    for (String a : SHARED_CLASSES) {
      if (owner.isAnnotated(a)) {
        return true;
      }
    }
    for (String t : SHARED_TYPES) {
      if (index.isSubclass(owner.name(), t).yes()) {
        return true;
      }
    }
    // Without the servlet API on the class path only the written name is left.
    return owner.superclass() != null && SHARED_BY_NAME.contains(owner.superclass().simpleName());
  }
}
