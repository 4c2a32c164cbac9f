package io.conccheck.analyzer.facts;

import io.conccheck.analyzer.types.ClassIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Which bodies a call may run: the declared method and what overrides it in the scanned sources.
 * Safe for use by several threads.
 */
public final class CallGraph {

  /** With more overriders than this a call says too little about what runs. */
  private static final int MOST_OVERRIDERS = 6;

  private final ClassIndex classes;
  private final Map<String, Body> bodies;
  private final Map<String, List<Body>> bySignature = new HashMap<>();
  private final Map<String, List<String>> callers = new HashMap<>();
  private final ConcurrentMap<String, List<Body>> overriders =
      new ConcurrentHashMap<>(); // of virtual callees

  CallGraph(ClassIndex classes, Map<String, Body> bodies, Together together) {
    this.classes = classes;
    this.bodies = bodies;
    for (Body b : bodies.values()) {
      if (b.kind == Body.Kind.METHOD) {
        bySignature.computeIfAbsent(signature(b.key), s -> new ArrayList<>(1)).add(b);
      }
    }
    List<Body> all = List.copyOf(bodies.values());
    int half = all.size() / 2;
    together
        .all(
            List.<Supplier<Map<String, List<String>>>>of(
                () -> callersIn(all.subList(0, half)),
                () -> callersIn(all.subList(half, all.size()))))
        .forEach(
            part ->
                part.forEach(
                    (callee, from) ->
                        callers.computeIfAbsent(callee, k -> new ArrayList<>(2)).addAll(from)));
  }

  /** Finds what each call of these bodies runs, and who calls whom. */
  private Map<String, List<String>> callersIn(List<Body> part) {
    Map<String, List<String>> found = new HashMap<>();
    for (Body b : part) {
      b.callees = b.calls.stream().map(this::callees).toList();
      for (List<Body> callees : b.callees) {
        for (Body callee : callees) {
          found.computeIfAbsent(callee.key, k -> new ArrayList<>(2)).add(b.key);
        }
      }
    }
    return found;
  }

  private static String signature(String key) {
    return key.substring(key.indexOf('#'));
  }

  /** How many bodies there are; their numbers are below. */
  int size() {
    return bodies.size();
  }

  /** The bodies that a call may run; empty if none is known, or too many. */
  List<Body> callees(CallSite call) {
    Body declared = bodies.get(call.callee());
    if (!call.virtual()) {
      return declared == null ? List.of() : List.of(declared);
    }
    List<Body> known = overriders.get(call.callee());
    if (known == null) {
      known = overriders(call.callee(), declared);
      overriders.put(call.callee(), known); // of two at once both find the same
    }
    return known;
  }

  private List<Body> overriders(String callee, Body declared) {
    List<Body> same = bySignature.getOrDefault(signature(callee), List.of());
    String owner = callee.substring(0, callee.indexOf('#'));
    List<Body> found = new ArrayList<>();
    for (Body b : same) {
      if (b == declared || classes.isSubclass(b.owner, owner).yes()) {
        found.add(b);
      }
    }
    return found.size() > MOST_OVERRIDERS ? List.of() : found;
  }

  /** Keys of the bodies that call that one, as far as is known; one entry per call. */
  public List<String> callers(String bodyKey) {
    return callers.getOrDefault(bodyKey, List.of());
  }
}
