package io.conccheck.agent.weave;

import java.util.Set;
import net.bytebuddy.jar.asm.Type;

/**
 * What calls do to stateful JDK objects, by the class or interface that the call names and the
 * method's name: see {@link UnitMethods}.
 */
final class UnitCalls {

  /** What a call does to its receiver. */
  enum Effect {
    NONE,
    READ,
    WRITE
  }

  private static final String TEXT = "java/lang/CharSequence";
  private static final String ANY = "java/lang/Object";

  private UnitCalls() {}

  /** True if the buffer's position plays no part: {@code get(int)}, {@code putLong(int, long)}. */
  static boolean isAbsolute(String method, String desc) {
    return method.startsWith("get") && desc.startsWith("(I")
        || method.startsWith("put") && desc.startsWith("(I") && desc.indexOf(')') > 2;
  }

  /**
   * True if a look may change the object all the same: a {@code LinkedHashMap} in access order
   * moves what is asked for to its end.
   */
  static boolean mayReorder(String owner, String method) {
    return (owner.equals("java/util/Map") || owner.equals("java/util/LinkedHashMap"))
        && (method.equals("get") || method.equals("getOrDefault"));
  }

  /** Calls that look at the value of a key or an index, or set it; the others tell none. */
  private static final Set<String> OF_VALUES =
      Set.of(
          "get", "getOrDefault", "put", "set", "merge", "compute", "computeIfPresent", "replace");

  /** The descriptor of the first argument, if the call is about its value; otherwise empty. */
  static String value(String owner, String method, Type[] args) {
    if (args.length == 0 || !OF_VALUES.contains(method) || !UnitMethods.isCollection(owner)) {
      return "";
    }
    String first = args[0].getDescriptor();
    return first.equals("I") || first.equals("Ljava/lang/Object;") ? first : "";
  }

  /** Calls that look at all values of a collection, whoever set them. */
  private static final Set<String> OF_ALL =
      Set.of("forEach", "toArray", "toString", "hashCode", "clone");

  /**
   * What the name of the check before a look ends in, which tells what it looks at besides the
   * structure: the value of the first argument, all values, or what comes next; of any object
   * whatever it shows when it is made a text of.
   */
  static String looksAt(String owner, String method, Type[] args) {
    if (!value(owner, method, args).isEmpty()) {
      return "Value";
    }
    if (owner.equals(TEXT)) {
      return "Text";
    }
    if (owner.equals(ANY)) {
      return "Shown";
    }
    boolean collection = UnitMethods.isCollection(owner);
    return collection && OF_ALL.contains(method)
        ? "All"
        : collection && method.equals("next")
            ? "Next"
            : collection && method.equals("getFirst") ? "First" : "";
  }

  /** The check before calls that set values all over a map or a list; null for others. */
  static String setsAll(String method, String desc) {
    if (method.equals("replaceAll")) {
      return desc.equals("(Ljava/util/function/BiFunction;)V")
          ? "setAll"
          : desc.equals("(Ljava/util/function/UnaryOperator;)V") ? "setEach" : null;
    }
    return method.equals("sort") && desc.equals("(Ljava/util/Comparator;)V") ? "sort" : null;
  }

  /** The check after calls that seek a value in a list, by their result; null for others. */
  static String seeks(String owner, String method, String desc) {
    if (!desc.startsWith("(Ljava/lang/Object;)") || !LISTS.contains(owner)) {
      return null;
    }
    return switch (method) {
      case "contains" -> "contained";
      case "indexOf" -> "foundAt";
      case "lastIndexOf" -> "lastFoundAt";
      default -> null;
    };
  }

  private static final Set<String> LISTS =
      Set.of(
          "java/util/List",
          "java/util/Collection",
          "java/util/ArrayList",
          "java/util/LinkedList",
          "java/util/AbstractList");

  /** Calls about one entry of a map, which does not tell whose it is. */
  static boolean ofEntry(String owner) {
    return owner.equals("java/util/Map$Entry") || owner.equals("java/util/AbstractMap$SimpleEntry");
  }

  /** Calls that end a stream, whose source is only looked at then. */
  static boolean isStream(String owner) {
    return owner.startsWith("java/util/stream/") && owner.endsWith("Stream");
  }

  /** True if the call sets what the iterator has last given. */
  static boolean setsLast(String owner, String method) {
    return owner.equals("java/util/ListIterator") && method.equals("set");
  }

  private static final Set<String> STEPS =
      Set.of(
          "next",
          "previous",
          "nextElement",
          "nextInt",
          "nextLong",
          "nextDouble",
          "tryAdvance",
          "forEachRemaining",
          "trySplit");
  private static final Set<String> ASKS = Set.of("hasNext", "hasPrevious", "hasMoreElements");

  /** True if what the call gives is a view, an iterator or a part of its receiver. */
  static boolean givesPart(String owner, String method) {
    return PARTS.contains(method) && UnitMethods.isCollection(owner);
  }

  private static final Set<String> PARTS =
      Set.of(
          "iterator",
          "listIterator",
          "descendingIterator",
          "entrySet",
          "keySet",
          "values",
          "subList",
          "subMap",
          "headMap",
          "tailMap",
          "subSet",
          "headSet",
          "tailSet",
          "descendingMap",
          "descendingSet",
          "navigableKeySet",
          "descendingKeySet",
          "reversed");

  /** True for calls that move or ask an iterator. */
  static boolean iterates(String owner, String method) {
    return (owner.equals("java/util/Iterator")
            || owner.equals("java/util/ListIterator")
            || owner.equals("java/util/Enumeration")
            || owner.equals("java/util/Spliterator")
            || owner.startsWith("java/util/PrimitiveIterator"))
        && (STEPS.contains(method) || ASKS.contains(method));
  }

  static boolean steps(String method) {
    return STEPS.contains(method);
  }

  /** True if a class that extends that one is marked unless it overrides what is watched. */
  static boolean mayExtend(String superName) {
    return superName != null
        && superName.startsWith("java/util/")
        && UnitMethods.isCollection(superName);
  }

  /** True if a class that declares such a method may do anything in it. */
  static boolean isWatched(String method) {
    UnitMethods known = UnitMethods.ofCollections();
    return (known.reads(method) || known.writes(method)) && !HARMLESS.contains(method);
  }

  private static final Set<String> HARMLESS = Set.of("equals", "hashCode", "toString", "clone");

  /** What a call of that method does to the object it is called on. */
  static Effect effect(String owner, String method, String desc) {
    UnitMethods calls = UnitMethods.of(owner);
    if (calls == null) {
      return Effect.NONE;
    }
    if (owner.startsWith("java/nio/")) {
      if (isAbsolute(method, desc)) {
        return Effect.NONE; // elements at disjoint indices are nobody else's affair
      }
      if (desc.startsWith("(I)") && (method.equals("position") || method.equals("limit"))) {
        return Effect.WRITE;
      }
    }
    return calls.writes(method) ? Effect.WRITE : calls.reads(method) ? Effect.READ : Effect.NONE;
  }
}
