package io.conccheck.analyzer.facts;

import java.util.ArrayList;
import java.util.List;
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

  private final int bodies;
  private final boolean onlySure;
  private final int most;
  private final BiConsumer<Body, List<T>> own;
  private final Through<T> through;
  private List<T>[] known; // by number of the body; null until somebody asks

  /**
   * Composes nothing yet.
   *
   * @param bodies how many there are
   * @param onlySure true to follow only calls of which it is sure what they run
   * @param most the bound
   * @param own adds what a body does by itself
   */
  Composition(
      int bodies, boolean onlySure, int most, BiConsumer<Body, List<T>> own, Through<T> through) {
    this.bodies = bodies;
    this.onlySure = onlySure;
    this.most = most;
    this.own = own;
    this.through = through;
  }

  /**
   * As most compositions are: what a body does by itself is a list, seen from callers otherwise.
   */
  static <A> Composition<Traced<A>> traced(
      int bodies,
      boolean onlySure,
      int most,
      Function<Body, List<A>> own,
      Through<Traced<A>> through) {
    return new Composition<>(
        bodies,
        onlySure,
        most,
        (body, all) -> own.apply(body).forEach(a -> all.add(Traced.here(a))),
        through);
  }

  List<T> of(Body body) {
    if (known == null) {
      @SuppressWarnings("unchecked") // filled below
      List<T>[] none = (List<T>[]) new List<?>[bodies];
      known = none;
    }
    List<T> found = known[body.number];
    if (found == null) {
      known[body.number] = List.of(); // a recursive call
      found = compose(body);
      known[body.number] = found;
    }
    return found;
  }

  private List<T> compose(Body body) {
    List<T> all = new ArrayList<>();
    own.accept(body, all);
    for (int i = 0; i < body.callees.size(); i++) {
      List<Body> callees = body.callees.get(i);
      if (all.size() >= most || onlySure && callees.size() != 1) {
        continue;
      }
      for (Body callee : callees) {
        List<T> inside = of(callee);
        if (!inside.isEmpty()) {
          through.add(body.calls.get(i), callee, inside, all);
        }
      }
    }
    return all.isEmpty() ? List.of() : List.copyOf(all.size() > most ? all.subList(0, most) : all);
  }
}
