package io.conccheck.agent.detect.deadlock.claims;

import io.conccheck.agent.spi.Frames;
import io.conccheck.findings.Frame;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who had what at one moment.
 *
 * @param holders those who had anything; not changed any more
 * @param thread whose step led there
 * @param step where it made it, the application's frame first
 */
record State(List<Share> holders, String thread, Throwable step) {

  /**
   * One who could not be given all it may want.
   *
   * @param claim what it may want in all
   */
  record Unserved(Share holder, Resource resource, int claim) {}

  /**
   * Those who could not all be given what they may want, with what each lacks; empty if the state
   * was safe. Where all lack what there is only one of, that is the order of locks, told elsewhere.
   */
  List<Unserved> unserved(Declared declared) {
    List<Resource> resources = resources();
    int[] free = new int[resources.size()];
    int[][] has = new int[holders.size()][free.length];
    int[][] claims = new int[holders.size()][free.length];
    for (int r = 0; r < free.length; r++) {
      Resource resource = resources.get(r);
      int total = resource.supply.total();
      free[r] = total;
      for (int i = 0; i < has.length; i++) {
        Share h = holders.get(i);
        has[i][r] = h.units(resource);
        free[r] -= has[i][r];
        int claim = Math.max(resource.claim(h.origin), declared.claim(h.origin));
        claims[i][r] = Math.min(Math.max(claim, has[i][r]), total);
      }
    }
    List<Unserved> lacking = new ArrayList<>();
    boolean many = false;
    for (int i : Banker.unserved(free, has, claims)) {
      for (int r = 0; r < free.length; r++) {
        if (claims[i][r] > has[i][r]) {
          lacking.add(new Unserved(holders.get(i), resources.get(r), claims[i][r]));
          many |= resources.get(r).supply.total() > 1;
        }
      }
    }
    return many ? lacking : List.of();
  }

  private List<Resource> resources() {
    Set<Resource> all = new HashSet<>();
    for (Share h : holders) {
      all.addAll(h.resources());
    }
    all.removeIf(r -> r.supply.isNone());
    return List.copyOf(all);
  }

  /** The place of the step: where the pool was asked, not where in its own methods. */
  List<Frame> frames() {
    List<Frame> frames = Frames.of(step);
    int first = 0;
    while (first < frames.size() - 1 && isOwn(frames.get(first))) {
      first++;
    }
    return frames.subList(first, frames.size());
  }

  private boolean isOwn(Frame f) {
    for (Share h : holders) {
      for (Resource r : h.resources()) {
        if (r.isTakenBy(f)) {
          return true;
        }
      }
    }
    return false;
  }
}
