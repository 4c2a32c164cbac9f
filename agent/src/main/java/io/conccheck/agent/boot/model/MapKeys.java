package io.conccheck.agent.boot.model;

import io.conccheck.agent.boot.Elements;
import io.conccheck.agent.boot.Sync;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Values of maps go by their identity together with the hash of their key. */
final class MapKeys {

  private MapKeys() {}

  /** The key's hash as the map computes it; what it does is not looked at. */
  static int hash(Object key) {
    ThreadState ts = Sync.enabled && key != null ? Threads.current() : null;
    if (ts == null || ts.busy) {
      return 0;
    }
    ts.busy = true;
    try {
      int h = key.hashCode();
      return h ^ h >>> 16;
    } catch (Throwable t) {
      return 0; // the map will meet the same
    } finally {
      ts.busy = false;
    }
  }

  /** False for keys of the JDK's own that never change, such as strings and numbers. */
  static boolean mayChange(Object key) {
    return key != null
        && !(key instanceof String)
        && !(key instanceof Enum)
        && !(key instanceof Class)
        && !(key instanceof Number && key.getClass().getClassLoader() == null);
  }

  static Function<?, ?> wrap(Object key, Function<?, ?> function) {
    return key == null || function == null || !Sync.enabled ? function : new Absent(key, function);
  }

  static BiFunction<?, ?, ?> wrap(Object key, BiFunction<?, ?, ?> function, boolean merges) {
    return key == null || function == null || !Sync.enabled
        ? function
        : new Computed(key, function, merges);
  }

  /** Releases what the function computed before the map shows it to others. */
  private static final class Absent implements Function<Object, Object> {
    private final Object key;
    private final Function<Object, Object> function;

    @SuppressWarnings("unchecked") // it is called with what it was handed in for
    Absent(Object key, Function<?, ?> function) {
      this.key = key;
      this.function = (Function<Object, Object>) function;
    }

    @Override
    public Object apply(Object k) {
      Object value = function.apply(k);
      Elements.put(hash(key), value);
      return value;
    }
  }

  /** Like {@link Absent}, and acquires the value the function is given. */
  private static final class Computed implements BiFunction<Object, Object, Object> {
    private final Object key;
    private final BiFunction<Object, Object, Object> function;
    private final boolean merges;

    @SuppressWarnings("unchecked") // as above
    Computed(Object key, BiFunction<?, ?, ?> function, boolean merges) {
      this.key = key;
      this.function = (BiFunction<Object, Object, Object>) function;
      this.merges = merges;
    }

    @Override
    public Object apply(Object a, Object b) {
      Elements.met(hash(key), merges ? a : b);
      Object value = function.apply(a, b);
      Elements.put(hash(key), value);
      return value;
    }
  }
}
