package io.conccheck.agent.weave.pairs;

import io.conccheck.agent.boot.AccessModes;
import io.conccheck.agent.boot.Acts;
import io.conccheck.agent.boot.Window;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.Type;

/**
 * Which calls look at an atomic or at a thread-safe collection, and which act on one, by the class
 * or interface that the call names. Whether the object is of such a kind is seen when it runs.
 */
final class PairCalls {

  static final int NONE = -1;

  private static final String ATOMIC = "java/util/concurrent/atomic/Atomic";
  private static final String VALUE_LOOKS = "get getPlain getAcquire getOpaque intValue longValue";
  private static final String VALUE_SETS = "set lazySet setPlain setOpaque setRelease getAndSet";
  private static final String VALUE_UPDATES =
      "incrementAndGet decrementAndGet getAndIncrement getAndDecrement addAndGet getAndAdd";

  private static final String[] MAPS = {
    "java/util/Map",
    "java/util/SortedMap",
    "java/util/NavigableMap",
    "java/util/AbstractMap",
    "java/util/Hashtable",
    "java/util/Properties",
    "java/util/concurrent/ConcurrentMap",
    "java/util/concurrent/ConcurrentNavigableMap",
    "java/util/concurrent/ConcurrentHashMap",
    "java/util/concurrent/ConcurrentSkipListMap"
  };

  private static final String[] COLLECTIONS = {
    "java/util/Collection",
    "java/util/List",
    "java/util/Set",
    "java/util/SortedSet",
    "java/util/NavigableSet",
    "java/util/Queue",
    "java/util/Deque",
    "java/util/AbstractCollection",
    "java/util/Vector",
    "java/util/Stack",
    "java/util/concurrent/BlockingQueue",
    "java/util/concurrent/BlockingDeque",
    "java/util/concurrent/TransferQueue",
    "java/util/concurrent/ArrayBlockingQueue",
    "java/util/concurrent/LinkedBlockingQueue",
    "java/util/concurrent/LinkedBlockingDeque",
    "java/util/concurrent/PriorityBlockingQueue",
    "java/util/concurrent/DelayQueue",
    "java/util/concurrent/LinkedTransferQueue",
    "java/util/concurrent/ConcurrentLinkedQueue",
    "java/util/concurrent/ConcurrentLinkedDeque",
    "java/util/concurrent/CopyOnWriteArrayList",
    "java/util/concurrent/CopyOnWriteArraySet",
    "java/util/concurrent/ConcurrentSkipListSet",
    "java/util/concurrent/ConcurrentHashMap$KeySetView"
  };

  private static final Map<String, PairCalls> BY_OWNER = new HashMap<>();

  static {
    PairCalls atomic = new PairCalls();
    atomic.looks("()", Window.VALUE, VALUE_LOOKS);
    atomic.acts("(*)", Acts.SET, VALUE_SETS);
    atomic.acts("(*)", Acts.UPDATE, VALUE_UPDATES);
    atomic.acts("()", Acts.UPDATE, VALUE_UPDATES);
    PairCalls array = new PairCalls();
    array.looks("(I)", Window.VALUE, VALUE_LOOKS);
    array.acts("(I*)", Acts.SET, VALUE_SETS);
    array.acts("(I)", Acts.UPDATE, VALUE_UPDATES);
    array.acts("(I*)", Acts.UPDATE, VALUE_UPDATES);
    for (String type : new String[] {"Integer", "Long", "Boolean", "Reference"}) {
      BY_OWNER.put(ATOMIC + type, atomic);
      BY_OWNER.put(ATOMIC + type + "Array", array);
    }
    PairCalls updater = new PairCalls(); // the object it is used on goes for a key
    updater.looks("(L)", Window.VALUE, "get");
    updater.acts("(L*)", Acts.SET, "set lazySet getAndSet");
    updater.acts("(L)", Acts.UPDATE, VALUE_UPDATES);
    updater.acts("(L*)", Acts.UPDATE, VALUE_UPDATES);
    for (String type : new String[] {"Integer", "Long", "Reference"}) {
      BY_OWNER.put(ATOMIC + type + "FieldUpdater", updater);
    }
    PairCalls stamped = new PairCalls(); // those with a stamp or mark; arrays take it
    stamped.looks("()", Window.VALUE, "getReference getStamp isMarked");
    stamped.looks("(I)", Window.VALUE, "get");
    stamped.acts("(L*)", Acts.SET, "set");
    BY_OWNER.put(ATOMIC + "StampedReference", stamped);
    BY_OWNER.put(ATOMIC + "MarkableReference", stamped);
    PairCalls map = new PairCalls();
    map.looks("(L)", Window.KEYED, "get");
    map.looks("(L*)", Window.DEFAULTED, "getOrDefault");
    map.looks("(L)", Window.HAS, "containsKey");
    map.looks("()", Window.EMPTY, "isEmpty");
    map.looks("()", Window.SIZE, "size");
    map.looks("()", Window.EDGE, "firstKey lastKey firstEntry lastEntry");
    map.acts("()", Acts.FIRST, "firstKey lastKey");
    map.acts("(L*)", Acts.PUT, "put replace");
    map.acts("(L)", Acts.DELETE, "remove");
    map.acts("(L)", Acts.FETCH, "get");
    for (String owner : MAPS) {
      BY_OWNER.put(owner, map);
    }
    PairCalls collection = new PairCalls();
    collection.looks("(L)", Window.HAS, "contains");
    collection.looks("()", Window.EMPTY, "isEmpty empty");
    collection.looks("()", Window.SIZE, "size");
    collection.looks("()", Window.HEAD, "peek peekFirst");
    collection.looks("()", Window.ROOM, "remainingCapacity");
    collection.looks("(L)", Window.INDEX, "indexOf");
    collection.acts("(L)", Acts.ADD, "add addElement offer");
    collection.acts("(L)", Acts.DELETE, "remove removeElement");
    collection.acts(
        "()",
        Acts.TAKE,
        "remove take pop removeFirst removeLast element getFirst getLast firstElement lastElement"
            + " takeFirst takeLast first last");
    collection.acts("()", Acts.POLL, "poll pollFirst pollLast");
    collection.acts("(J*)", Acts.POLL, "poll pollFirst pollLast");
    collection.looks("(I)", Window.ELEMENT, "get elementAt");
    collection.acts("(I)", Acts.AT, "get remove elementAt removeElementAt");
    collection.acts("(I*)", Acts.AT, "set");
    for (String owner : COLLECTIONS) {
      BY_OWNER.put(owner, collection);
    }
  }

  private final Map<String, Integer> looks = new HashMap<>();
  private final Map<String, Integer> acts = new HashMap<>();

  private PairCalls() {}

  private void looks(String shape, int kind, String names) {
    for (String name : names.split(" ")) {
      looks.put(name + shape, kind);
    }
  }

  private void acts(String shape, int kind, String names) {
    for (String name : names.split(" ")) {
      acts.put(name + shape, kind);
    }
  }

  static final String HANDLE = "java/lang/invoke/VarHandle";

  private static final Set<String> HANDLE_LOOKS = Set.of("getVolatile", "getAcquire", "getOpaque");
  private static final Set<String> HANDLE_SETS =
      Set.of(
          "setVolatile",
          "setRelease",
          "setOpaque",
          "getAndSet",
          "getAndSetAcquire",
          "getAndSetRelease");

  private static int handleAct(String mode) {
    return HANDLE_SETS.contains(mode)
        ? Acts.SET
        : mode.startsWith("getAndAdd") ? Acts.UPDATE : NONE;
  }

  /** True if the call is one of a variable handle that may write. */
  static boolean writesByHandle(String owner, String name) {
    return owner.equals(HANDLE)
        && (name.startsWith("set") || name.startsWith("getAnd") || AccessModes.swaps(name));
  }

  /** Kind of the fact that a call gives, or {@link #NONE}. */
  static int look(String owner, String name, String desc) {
    if (owner.equals(HANDLE)) {
      return HANDLE_LOOKS.contains(name) ? Window.VALUE : NONE;
    }
    PairCalls calls = BY_OWNER.get(owner);
    return calls == null ? NONE : find(calls.looks, name, desc);
  }

  /** What a call does, or {@link #NONE}. */
  static int act(String owner, String name, String desc) {
    if (owner.equals(HANDLE)) {
      return handleAct(name);
    }
    PairCalls calls = BY_OWNER.get(owner);
    return calls == null ? NONE : find(calls.acts, name, desc);
  }

  /** True if the call sets one element of a list. */
  static boolean replaces(String owner, String name, String desc) {
    return name.equals("set") && act(owner, name, desc) == Acts.AT;
  }

  /** By the arguments: a key is {@code L}, an index {@code I}, what is written a star. */
  private static int find(Map<String, Integer> kinds, String name, String desc) {
    Type[] args = Type.getArgumentTypes(desc);
    if (args.length == 0) {
      return kinds.getOrDefault(name + "()", NONE);
    }
    String first = args[0].getSize() == 2 ? "J" : args[0].getSort() == Type.OBJECT ? "L" : "I";
    if (args.length == 2) {
      return kinds.getOrDefault(name + "(" + first + "*)", NONE);
    }
    if (args.length > 2) {
      return NONE;
    }
    Integer keyed = kinds.get(name + "(" + first + ")");
    return keyed != null ? keyed : kinds.getOrDefault(name + "(*)", NONE);
  }
}
