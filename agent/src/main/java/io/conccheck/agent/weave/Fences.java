package io.conccheck.agent.weave;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the plain accesses of a method that have a fence right beside them: a write behind a
 * release fence, a read whose value is put by and followed by an acquire fence. They race by the
 * letter, for no fence makes a plain access a stronger one; but as JVMs are today, they are ordered
 * like one. Told apart by line and name.
 */
final class Fences {

  /** An access of a field. */
  private record Access(int line, String name) {
    String key() {
      return Fences.key(line, name);
    }
  }

  private final Set<String> fenced = new HashSet<>();
  private final List<Access> others = new ArrayList<>();
  private boolean released;
  private Access read;

  /** A place as a {@link MethodShape} keeps it. */
  static String key(int line, String symbol) {
    return line + symbol.substring(symbol.lastIndexOf('.') + 1);
  }

  /** A field is accessed. */
  void field(int line, String name, boolean write) {
    Access access = new Access(line, name);
    if (!write) {
      acted();
      read = access;
    } else if (released) {
      fenced.add(access.key());
    } else {
      others.add(access);
    }
    released &= !write;
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
      fenced.add(read.key());
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
    if (fenced.isEmpty()) {
      return Set.of(); // as in almost all code
    }
    for (Access other : others) {
      fenced.remove(other.key());
    }
    return fenced;
  }
}
