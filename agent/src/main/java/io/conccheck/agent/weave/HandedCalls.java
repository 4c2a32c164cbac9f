package io.conccheck.agent.weave;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.Type;

/**
 * Which calls of JDK methods read collections that they are handed: what the JDK does there is not
 * woven. Arrays are the affair of {@link BulkCalls}.
 */
final class HandedCalls {

  private static final String CONCATENATION = "java/lang/invoke/StringConcatFactory";
  private static final Set<String> BULK =
      Set.of(
          "addAll",
          "removeAll",
          "retainAll",
          "containsAll",
          "putAll",
          "<init>",
          "copyOf",
          "invokeAll",
          "invokeAny");
  private static final Set<String> LISTS =
      Set.of(
          "sort",
          "shuffle",
          "reverse",
          "swap",
          "rotate",
          "max",
          "min",
          "frequency",
          "fill",
          "copy",
          "replaceAll",
          "binarySearch",
          "disjoint",
          "indexOfSubList",
          "lastIndexOfSubList",
          "enumeration",
          "list");
  private static final Set<String> BITS = Set.of("or", "and", "xor", "andNot", "intersects");
  private static final Set<String> REARRANGE =
      Set.of("sort", "shuffle", "reverse", "rotate", "fill", "copy", "replaceAll", "addAll");

  private HandedCalls() {}

  /** Numbers of the arguments that a call looks into; mostly none. */
  static List<Integer> of(String owner, String name, String desc) {
    if (!owner.startsWith("java/")) {
      return List.of();
    }
    switch (owner) {
      case "java/util/regex/Pattern",
      "java/util/regex/Matcher",
      "java/io/StringWriter",
      "java/io/CharArrayWriter",
      "java/lang/Appendable",
      "java/io/Writer",
      "java/nio/CharBuffer",
      "java/util/StringJoiner":
        return texts(desc);
      case "java/lang/String",
      "java/util/Objects",
      "java/io/PrintStream",
      "java/lang/StringBuffer",
      "java/lang/StringBuilder":
        return shown(name, desc);
      default:
        if (name.equals("equals") && UnitMethods.isCollection(owner)) {
          return List.of(0);
        }
        if (owner.equals("java/util/BitSet") && BITS.contains(name)) {
          return List.of(0);
        }
        boolean bulk = owner.startsWith("java/util/") && BULK.contains(name);
        return bulk || owner.equals("java/util/Collections") && LISTS.contains(name)
            ? collections(desc)
            : List.of();
    }
  }

  /** The check of the n-th of the things that a call looks into. */
  static String how(String owner, String name, int n) {
    if (owner.equals("java/util/Collections")) {
      if (name.equals("swap")) {
        return "swap";
      }
      if (n == 0 && REARRANGE.contains(name)) {
        return "rearrange";
      }
    }
    if (owner.equals("java/util/Objects") && !name.equals("toString")) {
      return name.equals("equals") ? "compared" : "readHashed";
    }
    return PARTLY.contains(name) ? "read" : SHOWING.contains(owner) ? "readShown" : "readAll";
  }

  private static final Set<String> SHOWING =
      Set.of(
          CONCATENATION,
          "java/lang/String",
          "java/util/Objects",
          "java/io/PrintStream",
          "java/lang/StringBuffer",
          "java/lang/StringBuilder");

  /** Calls that may be through before they have seen all. */
  private static final Set<String> PARTLY =
      Set.of(
          "removeAll",
          "retainAll",
          "containsAll",
          "disjoint",
          "binarySearch",
          "indexOfSubList",
          "lastIndexOfSubList",
          "equals",
          "enumeration",
          "matcher",
          "reset");

  /** How many slots of the stack lie above that argument before the call. */
  static int depth(String desc, int argument) {
    Type[] args = Type.getArgumentTypes(desc);
    int slots = 0;
    for (int i = args.length - 1; i > argument; i--) {
      slots += args[i].getSize();
    }
    return slots;
  }

  /** What a concatenation of strings, if it is one, makes text of. */
  static List<Integer> joined(String bootstrapOwner, String desc) {
    if (!bootstrapOwner.equals(CONCATENATION)) {
      return List.of();
    }
    List<Integer> handed = new ArrayList<>();
    Type[] args = Type.getArgumentTypes(desc);
    for (int i = 0; i < args.length; i++) {
      if (args[i].getSort() == Type.OBJECT && isShown(args[i].getInternalName())) {
        handed.add(i);
      }
    }
    return handed;
  }

  /** True if an object of that type may be watched as a whole, and looked at by its text. */
  static boolean isShown(String type) {
    return UnitMethods.of(type) != null && !isIterator(type);
  }

  /** True if it may be looked at by its hash code, or compared. */
  static boolean isHashed(String type) {
    return UnitMethods.isCollection(type) && !isIterator(type);
  }

  private static boolean isIterator(String type) {
    return type.endsWith("Iterator");
  }

  /** Methods that make text of an object or of what is in it. */
  private static List<Integer> shown(String name, String desc) {
    if (desc.startsWith("(Ljava/lang/Object;)")) {
      return name.equals("valueOf")
              || name.equals("toString")
              || name.equals("hashCode")
              || name.startsWith("print")
              || name.equals("append")
          ? List.of(0)
          : List.of();
    }
    if (desc.equals("(Ljava/lang/Object;Ljava/lang/Object;)Z")) {
      return List.of(0, 1); // Objects.equals
    }
    return name.equals("join") && desc.contains("Iterable;") ? List.of(1) : texts(desc);
  }

  /** The arguments that may be a {@code StringBuilder}. */
  private static List<Integer> texts(String desc) {
    List<Integer> handed = new ArrayList<>();
    Type[] args = Type.getArgumentTypes(desc);
    for (int i = 0; i < args.length; i++) {
      String type = args[i].getDescriptor();
      if (type.equals("Ljava/lang/CharSequence;") || type.equals("Ljava/lang/StringBuilder;")) {
        handed.add(i);
      }
    }
    return handed;
  }

  /** The arguments of a type that stands for a watched collection. */
  private static List<Integer> collections(String desc) {
    List<Integer> handed = new ArrayList<>();
    Type[] args = Type.getArgumentTypes(desc);
    for (int i = 0; i < args.length; i++) {
      if (args[i].getSort() == Type.OBJECT && UnitMethods.isCollection(args[i].getInternalName())) {
        handed.add(i);
      }
    }
    return handed;
  }
}
