package io.conccheck.analyzer.facts;

import io.conccheck.findings.Location;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that happens when a body runs, there or in what it calls.
 *
 * @param what happens, as that body sees it
 * @param chain the calls that lead there, outermost first; empty if it happens in the body itself
 */
public record Traced<T>(T what, List<Location> chain) {

  private static final int LONGEST = 8;

  static <T> Traced<T> here(T what) {
    return new Traced<>(what, List.of());
  }

  <R> Traced<R> through(Location call, R seenByCaller) {
    if (chain.size() >= LONGEST) {
      return new Traced<>(seenByCaller, chain);
    }
    List<Location> longer = new ArrayList<>(chain.size() + 1);
    longer.add(call);
    longer.addAll(chain);
    return new Traced<>(seenByCaller, List.copyOf(longer));
  }
}
