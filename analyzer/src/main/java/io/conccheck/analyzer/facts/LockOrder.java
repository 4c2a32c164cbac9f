package io.conccheck.analyzer.facts;

import io.conccheck.findings.Location;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** In which orders the program takes its locks, across calls, and the circles among them. */
public final class LockOrder {

  /**
   * One thread may ask for a lock while it holds another.
   *
   * @param held the lock held
   * @param asked the lock asked for
   * @param others all locks held then; one that both edges of a circle share is a gate
   * @param site where the second is asked for
   * @param chain calls that lead there from the code that holds the first
   * @param body symbol of the code that holds the first
   * @param from what tells the first from all other locks: its symbol, of a local its place
   * @param to the same of the second
   * @param sure false if which object one of them is has been lost sight of
   */
  public record Edge(
      LockKey held,
      LockKey asked,
      List<LockKey> others,
      Location site,
      List<Location> chain,
      String body,
      String from,
      String to,
      boolean sure) {}

  private static final int LONGEST_CIRCLE = 4;

  /** Longer chains of calls say that something could be reached, seldom that it is. */
  private static final int LONGEST_CHAIN = 4;

  private final Map<String, Map<String, Edge>> edges = new TreeMap<>();

  private LockOrder() {}

  /** Reads the orders off a program. */
  public static LockOrder of(Program program) {
    LockOrder order = new LockOrder();
    for (Body body : program.bodies().values()) {
      if (!body.acquires.isEmpty() || !body.calls.isEmpty()) {
        order.read(body, program);
      }
    }
    return order;
  }

  private void read(Body body, Program program) {
    List<LockKey> entry = program.locksAtEntry().of(body.key);
    for (Traced<Acquire> t : program.summaries().acquires(body)) {
      Acquire a = t.what();
      if (t.chain().size() > LONGEST_CHAIN) {
        continue;
      }
      if (a.trying() || a.ordered() || a.lock().symbol().equals("?")) {
        continue;
      }
      List<LockKey> held = new ArrayList<>(entry);
      held.addAll(a.held());
      for (LockKey h : held) {
        add(h, a, held, t, body);
        if (isCaptured(h.path(), body) && isCaptured(a.lock().path(), body)) {
          locals(h, a.lock(), held, t, body);
        }
      }
    }
    for (Spawn spawn : body.spawns) {
      task(spawn, program, body);
    }
  }

  /** What a task locks whose locks its constructor was given: seen from where they were chosen. */
  private void task(Spawn spawn, Program program, Body body) {
    Body run = program.bodies().get(spawn.task().body());
    if (run == null || spawn.task().constructor() == null) {
      return;
    }
    for (Traced<Acquire> t : program.summaries().acquires(run)) {
      Acquire a = t.what();
      LockKey asked = given(spawn, a.lock(), program);
      for (LockKey h : a.trying() || a.ordered() || asked == null ? List.<LockKey>of() : a.held()) {
        LockKey held = given(spawn, h, program);
        if (held != null) {
          locals(held, asked, a.held(), t, run);
        }
      }
    }
  }

  /** The lock as the code sees it that gave it to the task; null if it did not. */
  private static LockKey given(Spawn spawn, LockKey lock, Program program) {
    Path seen = program.summaries().throughConstructor(spawn.task(), lock.path());
    return !lock.path().isThis() || seen.equals(lock.path()) || seen.isUnknown()
        ? null
        : new LockKey(lock.kind(), lock.symbol(), seen);
  }

  /** A local of the code around: one object for all the tasks that name it. */
  private static boolean isCaptured(Path p, Body body) {
    return p.isVariable() && !body.params.contains(p.root()) && !body.declares(p);
  }

  private void locals(LockKey h, LockKey lock, List<LockKey> held, Traced<Acquire> t, Body body) {
    String from = place(h, body);
    String to = place(lock, body);
    if (!from.equals(to) && (h.kind() != LockKey.Kind.READ || lock.kind() != LockKey.Kind.READ)) {
      put(h, t, lock, held, body, from, to, true);
    }
  }

  private static String place(LockKey k, Body body) {
    return body.site.path() + " " + k.path().root() + String.join(".", k.path().fields());
  }

  private void add(LockKey h, Acquire a, List<LockKey> held, Traced<Acquire> t, Body body) {
    LockKey lock = a.lock();
    if (areConstants(h, lock) && held.stream().noneMatch(k -> k.path().equals(lock.path()))) {
      put(h, t, lock, held, body, h.path().toString(), lock.path().toString(), true);
      return;
    }
    // Of one name and not surely two objects: taken anew by who has it.
    boolean again =
        held.stream()
            .anyMatch(
                k ->
                    k.sameLock(lock)
                        || k.symbol().equals(lock.symbol())
                            && !twoInstances(k.path(), lock.path(), body));
    boolean both = h.kind() == LockKey.Kind.READ && lock.kind() == LockKey.Kind.READ;
    if (again
        || both
        || h.kind() == LockKey.Kind.OPTIMISTIC
        || h.symbol().equals("?")
        || isLocal(h)
        || isLocal(lock)) {
      return;
    }
    if (h.symbol().equals(lock.symbol()) && !twoInstances(h.path(), lock.path(), body)) {
      return;
    }
    boolean sure = isSure(h.path(), body) && isSure(lock.path(), body);
    put(h, t, lock, held, body, h.symbol(), lock.symbol(), sure);
  }

  private void put(
      LockKey h,
      Traced<Acquire> t,
      LockKey lock,
      List<LockKey> held,
      Body body,
      String from,
      String to,
      boolean sure) {
    Location site = t.what().site();
    put(new Edge(h, lock, List.copyOf(held), site, t.chain(), body.symbol, from, to, sure));
  }

  /** The same lock field of two objects that static fields or an enum name. */
  private static boolean areConstants(LockKey h, LockKey lock) {
    return h.path().isStatic()
        && lock.path().isStatic()
        && h.symbol().equals(lock.symbol())
        && h.kind() == lock.kind()
        && !h.kind().isShared()
        && !h.path().equals(lock.path());
  }

  private void put(Edge edge) {
    Map<String, Edge> from = edges.computeIfAbsent(edge.from(), s -> new TreeMap<>());
    Edge known = from.get(edge.to());
    if (known == null || known.chain().size() > edge.chain().size()) {
      from.put(edge.to(), edge);
    }
  }

  private static boolean isLocal(LockKey k) {
    return k.symbol().startsWith("local ") || k.path().isFresh();
  }

  /** Two objects that the caller chose: nothing keeps another thread from naming them crosswise. */
  private static boolean twoInstances(Path a, Path b, Body body) {
    boolean oneSelf = a.isThis() && b.isThis(); // seen as two classes of one hierarchy
    return !a.equals(b)
        && !oneSelf
        && chosen(a, body)
        && chosen(b, body)
        && !a.root().equals(b.root());
  }

  /** False for a local whose value comes from a call: nobody else may know that object. */
  private static boolean isSure(Path p, Body body) {
    return !p.isVariable() || !p.fields().isEmpty() || !body.declares(p) || chosen(p, body);
  }

  private static boolean chosen(Path p, Body body) {
    return p.isThis() || body.params.contains(p.root());
  }

  /** Circles without a gate lock, each once, by the set of their locks; shortest first. */
  public List<List<Edge>> circles() {
    Map<Set<String>, List<Edge>> found = new LinkedHashMap<>();
    for (Map.Entry<String, Map<String, Edge>> from : edges.entrySet()) {
      for (Edge edge : from.getValue().values()) {
        List<Edge> circle = close(edge);
        if (circle != null && !gated(circle)) {
          Set<String> locks = new TreeSet<>();
          circle.forEach(e -> locks.add(e.from()));
          found.putIfAbsent(locks, fromTop(circle));
        }
      }
    }
    return List.copyOf(found.values());
  }

  /** The same circle, begun where the code comes first. */
  private static List<Edge> fromTop(List<Edge> circle) {
    int top = 0;
    for (int i = 1; i < circle.size(); i++) {
      Location a = circle.get(i).site();
      Location b = circle.get(top).site();
      int byPath = a.path().compareTo(b.path());
      top = byPath < 0 || byPath == 0 && a.line() < b.line() ? i : top;
    }
    List<Edge> turned = new ArrayList<>(circle.subList(top, circle.size()));
    turned.addAll(circle.subList(0, top));
    return turned;
  }

  /** The shortest way back from an edge's end to its beginning, the edge first; or null. */
  private List<Edge> close(Edge first) {
    String goal = first.from();
    if (first.to().equals(goal)) {
      return List.of(first);
    }
    Deque<List<Edge>> open = new ArrayDeque<>();
    open.add(List.of(first));
    Set<String> seen = new HashSet<>();
    while (!open.isEmpty()) {
      List<Edge> way = open.poll();
      String at = way.get(way.size() - 1).to();
      if (at.equals(goal)) {
        return way;
      }
      if (way.size() == LONGEST_CIRCLE || !seen.add(at)) {
        continue;
      }
      for (Edge next : edges.getOrDefault(at, Map.of()).values()) {
        List<Edge> longer = new ArrayList<>(way);
        longer.add(next);
        open.add(longer);
      }
    }
    return null;
  }

  private static boolean gated(List<Edge> circle) {
    Set<String> own = new HashSet<>();
    circle.forEach(e -> own.add(e.held().symbol()));
    Set<String> common = null;
    for (Edge e : circle) {
      Set<String> held = new HashSet<>();
      for (LockKey k : e.others()) {
        if (!own.contains(k.symbol())) {
          held.add(k.symbol());
        }
      }
      if (common == null) {
        common = held;
      } else {
        common.retainAll(held);
      }
    }
    return common != null && !common.isEmpty();
  }
}
