package io.conccheck.agent.state;

import java.util.ArrayList;
import java.util.List;

/**
 * Methods that take units out of a pool or give them back, as the option or marks in the code name
 * them. The detector adds the option's before anything is woven, the weaver adds marked ones. Any
 * thread may ask.
 */
public final class UnitMethods {

  /**
   * A method.
   *
   * @param type its class by dotted name
   * @param takes false if it gives back
   * @param units how many there are in all, 0 if that is not said
   */
  public record Named(String type, String method, boolean takes, int units) {}

  private final List<Named> all = new ArrayList<>(0); // guarded by this
  private volatile boolean watched;

  /** From now on somebody wants to be told of units. */
  public void watch() {
    watched = true;
  }

  /** True if somebody wants to be told. */
  public boolean isWatched() {
    return watched;
  }

  /** Adds a method unless it is there. */
  public synchronized void add(Named method) {
    if (!all.contains(method)) {
      all.add(method);
    }
  }

  /** The methods of the class of that dotted name. */
  public synchronized List<Named> of(String type) {
    List<Named> found = new ArrayList<>(0);
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).type.equals(type)) {
        found.add(all.get(i));
      }
    }
    return found;
  }
}
