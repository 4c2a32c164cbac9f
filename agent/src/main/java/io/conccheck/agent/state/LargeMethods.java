package io.conccheck.agent.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Woven methods that the JVM will only interpret, for they have become too large to compile. */
public final class LargeMethods {

  private static final int MOST_NAMED = 100;

  private final List<String> named = new ArrayList<>(); // guarded by this
  private int count; // guarded by this

  /** Adds methods of that class, by name and descriptor. */
  public synchronized void add(String type, Set<String> methods) {
    count += methods.size();
    for (String method : methods) {
      if (named.size() < MOST_NAMED) {
        named.add(type + "#" + method.substring(0, method.indexOf('(')));
      }
    }
  }

  /** How many there are. */
  public synchronized int count() {
    return count;
  }

  /** The first hundred, as {@code com.acme.Parser#parse}. */
  public synchronized List<String> named() {
    return List.copyOf(named);
  }
}
