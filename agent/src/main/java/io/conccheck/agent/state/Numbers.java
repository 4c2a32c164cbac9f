package io.conccheck.agent.state;

import java.util.HashMap;
import java.util.Map;

/** Numbers names from 0 on; the same for equal names. */
public final class Numbers {

  private final Map<String, Integer> numbers = new HashMap<>(); // guarded by this

  /** The number of that name. */
  public synchronized int of(String name) {
    Integer known = numbers.get(name);
    if (known == null) {
      known = numbers.size();
      numbers.put(name, known);
    }
    return known;
  }
}
