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

  private static final int MOST_DEEP = 16;

  /** What is known of one class; never changed. */
  record Known(String superName, Map<String, Helper> helpers) {

    static final Known NOTHING = new Known(null, Map.of());
  }

  private final Map<ClassLoader, Map<String, Known>> known =
      new WeakHashMap<>(); // guarded by itself

  /**
   * True if the class may have helpers for that caller.
   *
   * @param caller internal name of its class, as {@code owner}
   */
  public boolean mayHelp(ClassLoader loader, String caller, String owner, Volatiles volatiles) {
    String at = owner;
    for (int depth = 0; at != null && depth < MOST_DEEP; depth++) {
      Known k = known(loader, caller, at, volatiles);
      if (!k.helpers().isEmpty()) {
        return true;
      }
      at = k.superName();
    }
    return false;
  }

  /** Keeps the helpers of a class that is woven, by name and descriptor. */
  void add(ClassLoader loader, String type, String superName, Map<String, Helper> helpers) {
    of(loader).put(type, new Known(superName, helpers));
  }

  /** The helper that is called, which may be inherited, or null. */
  Helper find(ClassLoader loader, String caller, Step call, Volatiles volatiles) {
    String at = call.owner();
    for (int depth = 0; at != null && depth < MOST_DEEP; depth++) {
      Known k = known(loader, caller, at, volatiles);
      Helper helper = k.helpers().get(call.name() + call.desc());
      if (helper != null) {
        return helper;
      }
      at = k.superName();
    }
    return null;
  }

  private Known known(ClassLoader loader, String caller, String owner, Volatiles volatiles) {
    Map<String, Known> types = of(loader);
    Known there = types.get(owner);
    if (there != null) {
      return there;
    }
    int end = caller.lastIndexOf('/') + 1;
    if (loader == null
        || end != owner.lastIndexOf('/') + 1
        || !owner.startsWith(caller.substring(0, end))) {
      return Known.NOTHING; // of another package: known once it is loaded
    }
    synchronized (known) {
      if (read++ >= MOST_READ) {
        return Known.NOTHING;
      }
    }
    there = read(loader, owner, volatiles);
    types.putIfAbsent(owner, there);
    return there;
  }

  private Map<String, Known> of(ClassLoader loader) {
    synchronized (known) {
      Map<String, Known> types = known.get(loader);
      if (types == null) {
        types = Collections.synchronizedMap(new HashMap<>());
        known.put(loader, types);
      }
      return types;
    }
  }

  private static Known read(ClassLoader loader, String type, Volatiles volatiles) {
    try (InputStream in = loader.getResourceAsStream(type + ".class")) {
      if (in == null) {
        return Known.NOTHING;
      }
      ClassReader reader = new ClassReader(in.readAllBytes());
      return new Known(reader.getSuperName(), new HelperReader(volatiles).read(reader));
    } catch (IOException | RuntimeException e) {
      return Known.NOTHING; // then nothing is known of what it does
    }
  }
}
