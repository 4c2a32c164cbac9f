package io.conccheck.agent.weave.pairs;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import net.bytebuddy.jar.asm.ClassReader;

/**
 * The helpers of all classes, for callers in other ones. Those of a class that is not yet loaded
 * are read from its class file if it is of the caller's package and not too many were read before;
 * no class is loaded. Any thread may call.
 */
public final class HelperIndex {

  /** Reading a file costs a millisecond while a program starts. */
  private static final int MOST_READ = 64;

  private int read; // guarded by known

  private final Map<ClassLoader, Map<String, Map<String, Helper>>> known =
      new WeakHashMap<>(); // guarded by itself

  /**
   * True if the class may have helpers for that caller.
   *
   * @param caller internal name of its class, as {@code owner}
   */
  public boolean mayHelp(ClassLoader loader, String caller, String owner, Volatiles volatiles) {
    return !helpers(loader, caller, owner, volatiles).isEmpty();
  }

  /** Keeps the helpers of a class that is woven, by name and descriptor. */
  void add(ClassLoader loader, String type, Map<String, Helper> helpers) {
    of(loader).put(type, helpers.isEmpty() ? Map.of() : helpers);
  }

  /** The helper of that name and descriptor, or null. */
  Helper find(ClassLoader loader, String caller, Step call, Volatiles volatiles) {
    return helpers(loader, caller, call.owner(), volatiles).get(call.name() + call.desc());
  }

  private Map<String, Helper> helpers(
      ClassLoader loader, String caller, String owner, Volatiles volatiles) {
    Map<String, Map<String, Helper>> types = of(loader);
    Map<String, Helper> helpers = types.get(owner);
    if (helpers != null) {
      return helpers;
    }
    int end = caller.lastIndexOf('/') + 1;
    if (loader == null
        || end != owner.lastIndexOf('/') + 1
        || !owner.startsWith(caller.substring(0, end))) {
      return Map.of(); // of another package: known once it is loaded
    }
    synchronized (known) {
      if (read++ >= MOST_READ) {
        return Map.of();
      }
    }
    helpers = read(loader, owner, volatiles);
    types.putIfAbsent(owner, helpers);
    return helpers;
  }

  private Map<String, Map<String, Helper>> of(ClassLoader loader) {
    synchronized (known) {
      Map<String, Map<String, Helper>> types = known.get(loader);
      if (types == null) {
        types = Collections.synchronizedMap(new HashMap<>());
        known.put(loader, types);
      }
      return types;
    }
  }

  private static Map<String, Helper> read(ClassLoader loader, String type, Volatiles volatiles) {
    try (InputStream in = loader.getResourceAsStream(type + ".class")) {
      return in == null
          ? Map.of()
          : new HelperReader(volatiles).read(new ClassReader(in.readAllBytes()));
    } catch (IOException | RuntimeException e) {
      return Map.of(); // then nothing is known of what it does
    }
  }
}
