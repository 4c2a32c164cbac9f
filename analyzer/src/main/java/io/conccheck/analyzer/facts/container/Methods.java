package io.conccheck.analyzer.facts.container;

import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.expr.AnnotationExpr;
import io.conccheck.analyzer.types.Types;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells by annotations and names who calls the methods of a component. */
final class Methods {

  private static final Set<String> PREPARING =
      Set.of(
          "PostConstruct",
          "PreDestroy",
          "Autowired",
          "Inject",
          "Resource",
          "Value",
          "Bean",
          "Produces",
          "Activate",
          "Deactivate",
          "Modified",
          "Reference",
          "ConfigProperty",
          "PersistenceContext");

  private static final Set<String> PREPARING_NAMES =
      Set.of(
          "afterPropertiesSet",
          "contextInitialized",
          "contextDestroyed",
          "handlerAdded",
          "handlerRemoved",
          "start",
          "stop",
          "close",
          "shutdown",
          "readObject");

  /** Handlers of requests and tasks of a pool: any number at once. */
  private static final Set<String> MANY =
      Set.of(
          "GetMapping",
          "PostMapping",
          "PutMapping",
          "DeleteMapping",
          "PatchMapping",
          "RequestMapping",
          "ExceptionHandler",
          "ModelAttribute",
          "MessageMapping",
          "QueryMapping",
          "MutationMapping",
          "SubscribeMapping",
          "Async");

  /** The same, of objects that are each request's own unless their class says otherwise. */
  private static final Set<String> MANY_OF_SHARED =
      Set.of(
          "GET",
          "POST",
          "PUT",
          "DELETE",
          "PATCH",
          "HEAD",
          "OPTIONS",
          "Get",
          "Post",
          "Put",
          "Delete",
          "Patch",
          "Asynchronous");

  /** One thread of their own, unless they say that they want more. */
  private static final Set<String> LONE =
      Set.of(
          "Scheduled",
          "Schedule",
          "Schedules",
          "Timeout",
          "JmsListener",
          "KafkaListener",
          "RabbitListener",
          "SqsListener",
          "StreamListener",
          "Incoming");

  private static final Set<String> STARTERS = Set.of("CommandLineRunner", "ApplicationRunner");

  private static final Pattern CONCURRENCY =
      Pattern.compile("[cC]oncurrency\\s*=\\s*\"?(?:(\\d+)-)?(\\d+|[^\\d\\s\"])");

  private Methods() {}

  /** True for a method that an annotation makes a handler, whatever its class is. */
  static boolean isMarkedHandler(MethodDeclaration m, Types types) {
    return isMarkedOfAny(m, types) || Names.has(m, MANY_OF_SHARED, types);
  }

  /** The same for annotations that are only used where one object serves all. */
  static boolean isMarkedOfAny(MethodDeclaration m, Types types) {
    return Names.has(m, MANY, types) || Names.has(m, LONE, types);
  }

  /** Who calls the method of a class of which a container has one object. */
  static Role of(MethodDeclaration m, ClassOrInterfaceDeclaration c, Types types) {
    if (m.isStatic() || m.isPrivate()) {
      return Role.INNER;
    } else if (prepares(m, c, types)) {
      return Role.LIFE_CYCLE;
    }
    AnnotationExpr lone = Names.annotation(m, LONE, types);
    if (lone != null) {
      return wantsMore(lone) || Names.has(m, MANY, types) ? Role.MANY : Role.LONE;
    } else if (m.getNameAsString().equals("onMessage")
        && Components.extendsAny(c, types, Set.of("MessageListener"))) {
      return Role.LONE;
    }
    return Role.MANY;
  }

  private static boolean prepares(MethodDeclaration m, ClassOrInterfaceDeclaration c, Types types) {
    String n = m.getNameAsString();
    boolean named =
        n.startsWith("init")
            || n.startsWith("destroy")
            || PREPARING_NAMES.contains(n)
            || n.matches("set[A-Z]\\w*") && m.getParameters().size() == 1
            || n.equals("run") && Components.extendsAny(c, types, STARTERS);
    return named && !isMarkedHandler(m, types)
        || Names.has(m, PREPARING, types)
        || hearsOfStart(m, types);
  }

  /** Listeners of the container's own beginning and end. */
  private static boolean hearsOfStart(MethodDeclaration m, Types types) {
    boolean listens =
        Names.has(m, Set.of("EventListener"), types)
            || m.getNameAsString().equals("onApplicationEvent")
            || m.getParameters().stream()
                .anyMatch(p -> Names.has(p, Set.of("Observes", "Initialized"), types));
    List<Parameter> given = m.getParameters();
    String text = given.isEmpty() ? m.getAnnotations().toString() : given.get(0).toString();
    return listens && text.matches("(?s).*(Context|Application|Startup|Shutdown|Initialized).*");
  }

  private static boolean wantsMore(AnnotationExpr listener) {
    Matcher m = CONCURRENCY.matcher(listener.toString());
    return m.find() && !m.group(2).equals("1");
  }
}
