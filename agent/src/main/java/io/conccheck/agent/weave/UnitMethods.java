package io.conccheck.agent.weave;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Of a class or interface of stateful JDK objects: which methods look at the object, and which
 * change it, by their names. What is in neither list says nothing about the object's state.
 */
final class UnitMethods {

  private static final String COLLECTION_READS =
      "get getOrDefault containsKey containsValue contains containsAll size isEmpty iterator"
          + " listIterator indexOf lastIndexOf forEach toArray stream parallelStream spliterator element peek"
          + " peekFirst peekLast getFirst getLast first last firstKey lastKey firstEntry lastEntry"
          + " floorKey ceilingKey higherKey lowerKey floorEntry ceilingEntry higherEntry lowerEntry"
          + " floor ceiling higher lower descendingIterator hasNext next hasPrevious previous"
          + " cardinality nextSetBit nextClearBit previousSetBit previousClearBit length intersects"
          + " equals hashCode toString clone reversed forEachRemaining toLongArray toByteArray";

  private static final String COLLECTION_WRITES =
      "put putAll putIfAbsent remove removeAll removeIf retainAll clear compute computeIfAbsent"
          + " computeIfPresent merge replace replaceAll add addAll offer offerFirst"
          + " offerLast poll pollFirst pollLast pop push removeFirst removeLast pollFirstEntry"
          + " pollLastEntry set sort ensureCapacity trimToSize flip or and andNot xor"
          + " removeFirstOccurrence removeLastOccurrence putFirst putLast addFirst addLast";

  private static final String STREAM_SOME = "count anyMatch allMatch noneMatch findFirst findAny";
  private static final String STREAM_ALL =
      "forEach forEachOrdered toArray toList reduce collect min max sum average summaryStatistics";

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

  private static final Map<String, UnitMethods> BY_OWNER = new HashMap<>();

  static {
    UnitMethods collection = new UnitMethods(COLLECTION_READS, COLLECTION_WRITES);
    for (String name : COLLECTIONS) {
      BY_OWNER.put("java/util/" + name, collection);
    }
    BY_OWNER.put("java/lang/Iterable", new UnitMethods("iterator forEach spliterator", ""));
    BY_OWNER.put(
        "java/lang/StringBuilder",
        new UnitMethods(
            "toString length charAt indexOf lastIndexOf substring subSequence capacity chars codePoints"
                + " codePointAt codePointBefore codePointCount offsetByCodePoints getChars compareTo"
                + " isEmpty",
            "append appendCodePoint insert delete deleteCharAt replace reverse repeat setLength"
                + " setCharAt ensureCapacity trimToSize"));
    BY_OWNER.put(
        "java/lang/CharSequence",
        new UnitMethods("length charAt isEmpty chars codePoints toString subSequence", ""));
    BY_OWNER.put("java/lang/Object", new UnitMethods("toString", "")); // called on interfaces
    UnitMethods format =
        new UnitMethods(
            "toPattern", "format parse parseObject applyPattern setChoices setCalendar");
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
    UnitMethods calendar =
        new UnitMethods(
            "get getTime getTimeInMillis", "set setTime setTimeInMillis add roll clear");
    BY_OWNER.put("java/util/Calendar", calendar);
    BY_OWNER.put("java/util/GregorianCalendar", calendar);
    BY_OWNER.put("java/util/Date", new UnitMethods("getTime before after compareTo", "setTime"));
    BY_OWNER.put(
        "java/util/Scanner",
        new UnitMethods(
            "",
            "next nextLine nextInt nextLong nextDouble nextBoolean nextByte nextShort nextFloat"
                + " nextBigInteger nextBigDecimal hasNext hasNextLine hasNextInt hasNextLong"
                + " hasNextDouble findInLine findWithinHorizon skip useDelimiter useRadix tokens"
                + " findAll"));
    BY_OWNER.put("java/util/Formatter", new UnitMethods("toString", "format"));
    BY_OWNER.put(
        "java/util/StringTokenizer",
        new UnitMethods("countTokens", "nextToken hasMoreTokens nextElement hasMoreElements"));
    UnitMethods position =
        new UnitMethods(
            "getIndex getErrorIndex getBeginIndex getEndIndex",
            "setIndex setErrorIndex setBeginIndex setEndIndex");
    BY_OWNER.put("java/text/ParsePosition", position);
    BY_OWNER.put("java/text/FieldPosition", position);
    BY_OWNER.put(
        "java/text/ChoiceFormat", new UnitMethods("toPattern format", "applyPattern setChoices"));
    BY_OWNER.put(
        "java/text/BreakIterator",
        new UnitMethods(
            "current getText", "setText first last next previous following preceding isBoundary"));
    BY_OWNER.put(
        "java/io/StreamTokenizer",
        new UnitMethods("lineno", "nextToken pushBack wordChars whitespaceChars ordinaryChar"));
    UnitMethods builder = new UnitMethods("", "add accept build");
    for (String name : List.of("", "Int", "Long", "Double")) {
      BY_OWNER.put("java/util/stream/" + name + "Stream$Builder", builder);
    }
    BY_OWNER.put("java/util/Map$Entry", new UnitMethods("getValue", "setValue"));
    BY_OWNER.put(
        "java/util/AbstractMap$SimpleEntry", new UnitMethods("getValue toString", "setValue"));
    UnitMethods stream = new UnitMethods(STREAM_ALL + " " + STREAM_SOME, "");
    for (String name : List.of("", "Int", "Long", "Double")) {
      BY_OWNER.put("java/util/stream/" + name + "Stream", stream);
    }
    UnitMethods steps =
        new UnitMethods(
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
    UnitMethods data =
        new UnitMethods(
            "size",
            "writeInt writeLong writeShort writeChar writeByte writeBoolean writeFloat writeDouble"
                + " writeUTF writeChars writeBytes readInt readLong readShort readChar readByte"
                + " readBoolean readFloat readDouble readUTF readFully writeObject readObject"
                + " writeUnshared readUnshared");
    for (String name : List.of("DataOutput", "DataInput", "ObjectOutput", "ObjectInput")) {
      BY_OWNER.put("java/io/" + name + "Stream", data);
    }
    BY_OWNER.put("java/util/StringJoiner", new UnitMethods("toString length", "add merge"));
    BY_OWNER.put(
        "java/util/regex/Matcher",
        new UnitMethods(
            "group start end groupCount hitEnd requireEnd toMatchResult hasMatch regionStart regionEnd",
            "find matches lookingAt reset replaceAll replaceFirst appendReplacement appendTail"
                + " usePattern region results useAnchoringBounds useTransparentBounds"));
    BY_OWNER.put(
        "java/util/SplittableRandom",
        new UnitMethods("", "nextInt nextLong nextDouble nextBoolean nextBytes split"));
    BY_OWNER.put("java/security/MessageDigest", new UnitMethods("", "update digest reset"));
    UnitMethods checksum = new UnitMethods("getValue", "update reset");
    for (String name : List.of("Checksum", "CRC32", "CRC32C", "Adler32")) {
      BY_OWNER.put("java/util/zip/" + name, checksum);
    }
    UnitMethods deflation =
        new UnitMethods(
            "",
            "setInput setDictionary setStrategy setLevel needsInput needsDictionary finish finished"
                + " deflate inflate reset end getRemaining getAdler getTotalIn getTotalOut"
                + " getBytesRead getBytesWritten");
    BY_OWNER.put("java/util/zip/Deflater", deflation);
    BY_OWNER.put("java/util/zip/Inflater", deflation);
    UnitMethods statistics =
        new UnitMethods("getCount getSum getMin getMax getAverage toString", "accept combine");
    for (String name : List.of("Int", "Long", "Double")) {
      BY_OWNER.put("java/util/" + name + "SummaryStatistics", statistics);
    }
    BY_OWNER.put("java/lang/Appendable", new UnitMethods("", "append"));
    BY_OWNER.put(
        "java/nio/charset/CharsetEncoder", new UnitMethods("canEncode", "encode flush reset"));
    BY_OWNER.put("java/nio/charset/CharsetDecoder", new UnitMethods("", "decode flush reset"));
    BY_OWNER.put("javax/crypto/Mac", new UnitMethods("", "update doFinal init reset"));
    BY_OWNER.put("javax/crypto/Cipher", new UnitMethods("", "update doFinal init updateAAD"));
    UnitMethods buffer =
        new UnitMethods(
            "position limit remaining hasRemaining length isEmpty charAt duplicate slice asReadOnlyBuffer asCharBuffer"
                + " asShortBuffer asIntBuffer asLongBuffer asFloatBuffer asDoubleBuffer",
            "flip clear rewind mark reset compact getInt getLong getShort getChar getFloat getDouble"
                + " putInt putLong putShort putChar putFloat putDouble get put");
    for (String name : BUFFERS) {
      BY_OWNER.put("java/nio/" + name + "Buffer", buffer);
    }
  }

  private static final Set<String> EXHAUSTING = words(STREAM_ALL);

  private final Set<String> reads;
  private final Set<String> writes;

  private UnitMethods(String reads, String writes) {
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

  /** Those of that type; null if it stands for no such objects. */
  static UnitMethods of(String type) {
    return BY_OWNER.get(type);
  }

  /** True if the call ends a stream having gone through all that its source has. */
  static boolean exhausts(String method) {
    return EXHAUSTING.contains(method);
  }

  /** True if that type stands for collections that are watched. */
  static boolean isCollection(String type) {
    UnitMethods methods = BY_OWNER.get(type);
    return methods != null && methods == ofCollections();
  }

  /** Those of all collections. */
  static UnitMethods ofCollections() {
    return BY_OWNER.get("java/util/Collection");
  }

  boolean reads(String method) {
    return reads.contains(method);
  }

  boolean writes(String method) {
    return writes.contains(method);
  }
}
