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
record State(List<Holder> holders, String thread, Throwable step) {

  /**
   * One who could not be given all it may want.
   *
   * @param claim what it may want in all
   */
  record Unserved(Holder holder, Resource resource, int claim) {}

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
      free[r] = resource.total;
      for (int i = 0; i < has.length; i++) {
        Holder h = holders.get(i);
        has[i][r] = h.units(resource);
        free[r] -= has[i][r];
        int claim = Math.max(resource.claim(h.origin), declared.claim(h.origin));
        claims[i][r] = Math.min(Math.max(claim, has[i][r]), resource.total);
      }
    }
    List<Unserved> lacking = new ArrayList<>();
    boolean many = false;
    for (int i : Banker.unserved(free, has, claims)) {
      for (int r = 0; r < free.length; r++) {
        if (claims[i][r] > has[i][r]) {
          lacking.add(new Unserved(holders.get(i), resources.get(r), claims[i][r]));
          many |= resources.get(r).total > 1;
        }
      }
    }
    return many ? lacking : List.of();
  }

  private List<Resource> resources() {
    Set<Resource> all = new HashSet<>();
    for (Holder h : holders) {
      all.addAll(h.has.keySet());
    }
    all.removeIf(Resource::isSignal);
    return List.copyOf(all);
  }

  /** The place of the step. */
  List<Frame> frames() {
    return Frames.of(step);
  }
}
