package io.conccheck.analyzer.facts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * One kind of thing that bodies do, composed over calls: each body once. A recursive call adds
 * nothing to what the first round found. Lists are cut off at a bound, so that the cost of a scan
 * stays linear. For use by one thread.
 */
final class Composition<T> {

  /** What a call adds, given what one of the bodies it may run does. */
  interface Through<T> {
    void add(CallSite call, Body callee, List<T> inside, List<T> all);
  }

  private final CallGraph calls;
  private final boolean onlySure;
  private final int most;
  private final BiConsumer<Body, List<T>> own;
  private final Through<T> through;
  private final Map<String, List<T>> known = new HashMap<>();

  /**
   * Composes nothing yet.
   *
   * @param onlySure true to follow only calls of which it is sure what they run
   * @param most the bound
   * @param own adds what a body does by itself
   */
  Composition(
      CallGraph calls,
      boolean onlySure,
      int most,
      BiConsumer<Body, List<T>> own,
      Through<T> through) {
    this.calls = calls;
    this.onlySure = onlySure;
    this.most = most;
    this.own = own;
    this.through = through;
  }

  /**
   * As most compositions are: what a body does by itself is a list, seen from callers otherwise.
   */
  static <A> Composition<Traced<A>> traced(
      CallGraph calls,
      boolean onlySure,
      int most,
      Function<Body, List<A>> own,
      Through<Traced<A>> through) {
    return new Composition<>(
        calls,
        onlySure,
        most,
        (body, all) -> own.apply(body).forEach(a -> all.add(Traced.here(a))),
        through);
  }

  List<T> of(Body body) {
    List<T> found = known.get(body.key);
    if (found == null) {
      known.put(body.key, List.of()); // a recursive call
      found = compose(body);
      known.put(body.key, found);
    }
    return found;
  }

  private List<T> compose(Body body) {
    List<T> all = new ArrayList<>();
    own.accept(body, all);
    for (CallSite call : body.calls) {
      List<Body> callees = calls.callees(call);
      if (all.size() >= most || onlySure && callees.size() != 1) {
        continue;
      }
      for (Body callee : callees) {
        List<T> inside = of(callee);
        if (!inside.isEmpty()) {
          through.add(call, callee, inside, all);
        }
      }
    }
    return all.isEmpty() ? List.of() : List.copyOf(all.size() > most ? all.subList(0, most) : all);
  }
}
