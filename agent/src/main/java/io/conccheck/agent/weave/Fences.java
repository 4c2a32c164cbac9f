package io.conccheck.agent.weave;

import java.util.HashSet;
import java.util.Set;

/**
 * Finds the plain accesses of a method that have a fence right beside them: a write behind a
 * release fence, a read whose value is put by and followed by an acquire fence. They race by the
 * letter, for no fence makes a plain access a stronger one; but as JVMs are today, they are ordered
 * like one. Told apart by line and name.
 */
final class Fences {

  private final Set<String> fenced = new HashSet<>();
  private final Set<String> others = new HashSet<>();
  private boolean released;
  private String read;

  /** A place as a {@link MethodShape} keeps it. */
  static String key(int line, String symbol) {
    return line + symbol.substring(symbol.lastIndexOf('.') + 1);
  }

  /** A field is accessed. */
  void field(int line, String name, boolean write) {
    String key = line + name;
    if (write) {
      (released ? fenced : others).add(key);
      released = false;
    } else {
      acted();
      read = key;
    }
  }

  /** A method is called. */
  void call(String owner, String name) {
    boolean fence = owner.equals("java/lang/invoke/VarHandle") || owner.equals("sun/misc/Unsafe");
    boolean full = fence && name.equals("fullFence");
    boolean release =
        fence
            && (name.equals("releaseFence")
                || name.equals("storeStoreFence")
                || name.equals("storeFence"));
    boolean acquire =
        fence
            && (name.equals("acquireFence")
                || name.equals("loadLoadFence")
                || name.equals("loadFence"));
    if (read != null && (full || acquire)) {
      fenced.add(read);
      read = null;
    }
    acted();
    released = full || release;
  }

  /** Something else happens, other than that a value is loaded or put by. */
  void acted() {
    if (read != null) {
      others.add(read);
      read = null;
    }
  }

  /** The code goes elsewhere. */
  void jumped() {
    acted();
    released = false;
  }

  /** All that were found. */
  Set<String> found() {
    acted();
    fenced.removeAll(others);
    return fenced.isEmpty() ? Set.of() : fenced;
  }
}
