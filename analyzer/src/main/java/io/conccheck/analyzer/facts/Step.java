package io.conccheck.analyzer.facts;

import io.conccheck.findings.Location;
import java.util.List;

/**
 * A place in the course of a body and of what it calls.
 *
 * @param chain the calls that lead there, outermost first
 * @param site the place itself
 * @param loop as in {@link Access}
 */
record Step(List<Location> chain, Location site, long loop) {

  /**
   * True if this comes first in the code.
   *
   * @param rounds true if all of a loop may come before and after each other part of it
   */
  boolean isBefore(Step other, boolean rounds) {
    if (rounds && loop != 0 && loop == other.loop) {
      return true;
    }
    for (int i = 0; ; i++) {
      Location here = i < chain.size() ? chain.get(i) : site;
      Location there = i < other.chain.size() ? other.chain.get(i) : other.site;
      boolean end = i >= chain.size() || i >= other.chain.size();
      if (!here.equals(there) || end) {
        return BodyReader.order(here) <= BodyReader.order(there);
      }
    }
  }
}
