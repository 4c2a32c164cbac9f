package io.conccheck.agent.weave;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.Type;

/**
 * Which calls look at a stateful JDK object and which change it, by the class or interface that the
 * call names and the method's name. What is in neither list says nothing about the object's state.
 */
final class UnitCalls {

  /** What a call does to its receiver. */
  enum Effect {
    NONE,
    READ,
    WRITE
  }

  private static final String COLLECTION_READS =
      "get getOrDefault containsKey containsValue contains containsAll size isEmpty iterator"
          + " listIterator indexOf lastIndexOf forEach toArray stream spliterator element peek"
          + " peekFirst peekLast getFirst getLast first last firstKey lastKey firstEntry lastEntry"
          + " floorKey ceilingKey higherKey lowerKey floorEntry ceilingEntry higherEntry lowerEntry"
          + " floor ceiling higher lower descendingIterator hasNext next hasPrevious previous"
          + " cardinality nextSetBit nextClearBit previousSetBit previousClearBit length intersects"
          + " equals hashCode toString clone reversed forEachRemaining";

  private static final String COLLECTION_WRITES =
      "put putAll putIfAbsent remove removeAll removeIf retainAll clear compute computeIfAbsent"
          + " computeIfPresent merge replace replaceAll add addAll offer offerFirst"
          + " offerLast poll pollFirst pollLast pop push removeFirst removeLast pollFirstEntry"
          + " pollLastEntry set sort ensureCapacity trimToSize flip or and andNot xor"
          + " removeFirstOccurrence removeLastOccurrence putFirst putLast addFirst addLast";

  private static final String[] COLLECTIONS = {
    "Collection",
    "List",
    "Map",
    "Set",
    "Queue",
    "Deque",
    "SortedMap",
    "NavigableMap",
    "SortedSet",
    "NavigableSet",
    "AbstractCollection",
    "AbstractList",
    "AbstractMap",
    "AbstractSet",
    "HashMap",
    "LinkedHashMap",
    "TreeMap",
    "WeakHashMap",
    "IdentityHashMap",
    "EnumMap",
    "EnumSet",
    "HashSet",
    "LinkedHashSet",
    "TreeSet",
    "ArrayList",
    "LinkedList",
    "ArrayDeque",
    "PriorityQueue",
    "BitSet",
    "Iterator",
    "ListIterator",
    "SequencedCollection",
    "SequencedMap",
    "SequencedSet"
  };

  private static final String[] BUFFERS = {
    "", "Byte", "Char", "Short", "Int", "Long", "Float", "Double", "MappedByte"
  };

  private static final String TEXT = "java/lang/CharSequence";

  private static final Map<String, UnitCalls> BY_OWNER = new HashMap<>();

  static {
    UnitCalls collection = new UnitCalls(COLLECTION_READS, COLLECTION_WRITES);
    for (String name : COLLECTIONS) {
      BY_OWNER.put("java/util/" + name, collection);
    }
    BY_OWNER.put("java/lang/Iterable", new UnitCalls("iterator forEach spliterator", ""));
    BY_OWNER.put(
        "java/lang/StringBuilder",
        new UnitCalls(
            "toString length charAt indexOf lastIndexOf substring subSequence capacity chars codePoints"
                + " codePointAt codePointBefore codePointCount offsetByCodePoints getChars compareTo"
                + " isEmpty",
            "append appendCodePoint insert delete deleteCharAt replace reverse repeat setLength"
                + " setCharAt ensureCapacity trimToSize"));
    BY_OWNER.put(
        TEXT, new UnitCalls("length charAt isEmpty chars codePoints toString subSequence", ""));
    UnitCalls format =
        new UnitCalls("toPattern", "format parse parseObject applyPattern setChoices setCalendar");
    for (String name :
        List.of(
            "Format",
            "DateFormat",
            "NumberFormat",
            "SimpleDateFormat",
            "DecimalFormat",
            "MessageFormat",
            "CompactNumberFormat")) {
      BY_OWNER.put("java/text/" + name, format);
    }
    UnitCalls calendar =
        new UnitCalls("get getTime getTimeInMillis", "set setTime setTimeInMillis add roll clear");
    BY_OWNER.put("java/util/Calendar", calendar);
    BY_OWNER.put("java/util/GregorianCalendar", calendar);
    BY_OWNER.put("java/util/Date", new UnitCalls("getTime before after compareTo", "setTime"));
    BY_OWNER.put(
        "java/util/Scanner",
        new UnitCalls(
            "",
            "next nextLine nextInt nextLong nextDouble nextBoolean nextByte nextShort nextFloat"
                + " nextBigInteger nextBigDecimal hasNext hasNextLine hasNextInt hasNextLong"
                + " hasNextDouble findInLine findWithinHorizon skip useDelimiter useRadix tokens"
                + " findAll"));
    BY_OWNER.put("java/util/Formatter", new UnitCalls("toString", "format"));
    BY_OWNER.put(
        "java/util/StringTokenizer",
        new UnitCalls("countTokens", "nextToken hasMoreTokens nextElement hasMoreElements"));
    UnitCalls position =
        new UnitCalls(
            "getIndex getErrorIndex getBeginIndex getEndIndex",
            "setIndex setErrorIndex setBeginIndex setEndIndex");
    BY_OWNER.put("java/text/ParsePosition", position);
    BY_OWNER.put("java/text/FieldPosition", position);
    BY_OWNER.put(
        "java/text/ChoiceFormat", new UnitCalls("toPattern format", "applyPattern setChoices"));
    BY_OWNER.put(
        "java/text/BreakIterator",
        new UnitCalls(
            "current getText", "setText first last next previous following preceding isBoundary"));
    BY_OWNER.put(
        "java/io/StreamTokenizer",
        new UnitCalls("lineno", "nextToken pushBack wordChars whitespaceChars ordinaryChar"));
    UnitCalls builder = new UnitCalls("", "add accept build");
    for (String name : List.of("", "Int", "Long", "Double")) {
      BY_OWNER.put("java/util/stream/" + name + "Stream$Builder", builder);
    }
    BY_OWNER.put("java/util/Map$Entry", new UnitCalls("getValue", "setValue"));
    BY_OWNER.put("java/util/AbstractMap$SimpleEntry", new UnitCalls("getValue", "setValue"));
    UnitCalls steps =
        new UnitCalls(
            "next nextInt nextLong nextDouble nextElement hasNext hasMoreElements tryAdvance"
                + " forEachRemaining trySplit",
            "");
    for (String name :
        List.of(
            "Spliterator",
            "Enumeration",
            "PrimitiveIterator$OfInt",
            "PrimitiveIterator$OfLong",
            "PrimitiveIterator$OfDouble")) {
      BY_OWNER.put("java/util/" + name, steps);
    }
    UnitCalls data =
        new UnitCalls(
            "size",
            "writeInt writeLong writeShort writeChar writeByte writeBoolean writeFloat writeDouble"
                + " writeUTF writeChars writeBytes readInt readLong readShort readChar readByte"
                + " readBoolean readFloat readDouble readUTF readFully writeObject readObject"
                + " writeUnshared readUnshared");
    for (String name : List.of("DataOutput", "DataInput", "ObjectOutput", "ObjectInput")) {
      BY_OWNER.put("java/io/" + name + "Stream", data);
    }
    BY_OWNER.put("java/util/StringJoiner", new UnitCalls("toString length", "add merge"));
    BY_OWNER.put(
        "java/util/regex/Matcher",
        new UnitCalls(
            "group start end groupCount hitEnd requireEnd toMatchResult hasMatch regionStart regionEnd",
            "find matches lookingAt reset replaceAll replaceFirst appendReplacement appendTail"
                + " usePattern region results useAnchoringBounds useTransparentBounds"));
    BY_OWNER.put(
        "java/util/SplittableRandom",
        new UnitCalls("", "nextInt nextLong nextDouble nextBoolean nextBytes split"));
    BY_OWNER.put("java/security/MessageDigest", new UnitCalls("", "update digest reset"));
    UnitCalls checksum = new UnitCalls("getValue", "update reset");
    for (String name : List.of("Checksum", "CRC32", "CRC32C", "Adler32")) {
      BY_OWNER.put("java/util/zip/" + name, checksum);
    }
    UnitCalls deflation =
        new UnitCalls(
            "",
            "setInput setDictionary setStrategy setLevel needsInput needsDictionary finish finished"
                + " deflate inflate reset end getRemaining getAdler getTotalIn getTotalOut"
                + " getBytesRead getBytesWritten");
    BY_OWNER.put("java/util/zip/Deflater", deflation);
    BY_OWNER.put("java/util/zip/Inflater", deflation);
    UnitCalls statistics =
        new UnitCalls("getCount getSum getMin getMax getAverage toString", "accept combine");
    for (String name : List.of("Int", "Long", "Double")) {
      BY_OWNER.put("java/util/" + name + "SummaryStatistics", statistics);
    }
    BY_OWNER.put("java/lang/Appendable", new UnitCalls("", "append"));
    BY_OWNER.put(
        "java/nio/charset/CharsetEncoder", new UnitCalls("canEncode", "encode flush reset"));
    BY_OWNER.put("java/nio/charset/CharsetDecoder", new UnitCalls("", "decode flush reset"));
    BY_OWNER.put("javax/crypto/Mac", new UnitCalls("", "update doFinal init reset"));
    BY_OWNER.put("javax/crypto/Cipher", new UnitCalls("", "update doFinal init updateAAD"));
    UnitCalls buffer =
        new UnitCalls(
            "position limit remaining hasRemaining length isEmpty charAt duplicate slice asReadOnlyBuffer asCharBuffer"
                + " asShortBuffer asIntBuffer asLongBuffer asFloatBuffer asDoubleBuffer",
            "flip clear rewind mark reset compact getInt getLong getShort getChar getFloat getDouble"
                + " putInt putLong putShort putChar putFloat putDouble get put");
    for (String name : BUFFERS) {
      BY_OWNER.put("java/nio/" + name + "Buffer", buffer);
    }
  }

  private final Set<String> reads;
  private final Set<String> writes;

  private UnitCalls(String reads, String writes) {
    this.reads = words(reads);
    this.writes = words(writes);
  }

  private static Set<String> words(String list) {
    Set<String> set = new HashSet<>();
    for (String word : list.split(" ")) {
      set.add(word);
    }
    return set;
  }

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
    if (args.length == 0 || !OF_VALUES.contains(method) || !isCollection(owner)) {
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
   * structure: the value of the first argument, all values, or what comes next.
   */
  static String looksAt(String owner, String method, Type[] args) {
    if (!value(owner, method, args).isEmpty()) {
      return "Value";
    }
    if (owner.equals(TEXT)) {
      return "Text";
    }
    boolean collection = isCollection(owner);
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
    return PARTS.contains(method) && isCollection(owner);
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
    return superName != null && superName.startsWith("java/util/") && isCollection(superName);
  }

  /** True if a class that declares such a method may do anything in it. */
  static boolean isWatched(String method) {
    UnitCalls c = BY_OWNER.get("java/util/Collection");
    return (c.reads.contains(method) || c.writes.contains(method)) && !HARMLESS.contains(method);
  }

  private static final Set<String> HARMLESS = Set.of("equals", "hashCode", "toString", "clone");

  /** True if that type stands for collections that are watched. */
  static boolean isCollection(String type) {
    UnitCalls calls = BY_OWNER.get(type);
    return calls != null && calls == BY_OWNER.get("java/util/Collection");
  }

  /** What a call of that method does to the object it is called on. */
  static Effect effect(String owner, String method, String desc) {
    UnitCalls calls = BY_OWNER.get(owner);
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
    return calls.writes.contains(method)
        ? Effect.WRITE
        : calls.reads.contains(method) ? Effect.READ : Effect.NONE;
  }
}
