package io.conccheck.agent.weave;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Which calls of JDK methods read or write the arrays they are handed, by the class they name and
 * the method's name; what only keeps an array ({@code wrap}, {@code asList}, streams of bytes) does
 * neither. Those of {@code Arrays} and {@code System} are the affair of {@link BulkCalls}.
 */
final class ArrayArguments {

  /** How much of the array the call touches. */
  enum Extent {
    /** Nothing of it: it was made for this call. */
    NONE,
    /** All of it. */
    ALL,
    /** As the next two arguments say: from where, and how many. */
    COUNT,
    /** As many as the call returns, from the next argument on if that is a number. */
    RESULT,
    /** The characters from the first argument up to the second, put where the last says. */
    CHARACTERS,
    /** The elements of the collection it is called on, unless the result is another array. */
    COLLECTION
  }

  /**
   * What a call does to one argument.
   *
   * @param deep the check of the elements if the call looks into them as well, otherwise null
   */
  record Touch(int argument, boolean writes, Extent extent, String deep) {

    /** The same of an array that was made for the call. */
    Touch withoutArray() {
      return new Touch(argument, writes, Extent.NONE, deep);
    }
  }

  private static final Set<String> PUTS =
      Set.of("write", "print", "println", "append", "writeBytes", "printf", "format", "insert");
  private static final Set<String> DIGESTS =
      Set.of("update", "digest", "doFinal", "updateAAD", "verify", "isEqual");
  private static final Set<String> READINGS = Set.of("read", "readNBytes", "inflate", "deflate");
  private static final Set<String> CODERS = Set.of("encode", "encodeToString", "decode");
  private static final Set<String> FORMATS = Set.of("format", "printf", "formatted", "join");

  private ArrayArguments() {}

  /** The arguments that such a call touches; mostly none. */
  static List<Touch> of(String owner, String name, String desc) {
    int end = desc.indexOf(')');
    if (!owner.startsWith("java") || desc.lastIndexOf('[', end) < 0) {
      return List.of();
    }
    Type[] args = Type.getArgumentTypes(desc);
    List<Touch> touches = new ArrayList<>(2);
    for (int i = 0; i < args.length; i++) {
      if (args[i].getSort() == Type.ARRAY) {
        Touch t = touch(owner, name, desc, args, i);
        if (t != null) {
          touches.add(t);
        }
      }
    }
    return touches;
  }

  /** True if the call touches any. */
  static boolean touch(int opcode, String owner, String name, String desc) {
    return opcode != Opcodes.INVOKEDYNAMIC && !of(owner, name, desc).isEmpty();
  }

  private static Touch touch(String owner, String name, String desc, Type[] args, int i) {
    boolean range = i + 2 < args.length && isInt(args[i + 1]) && isInt(args[i + 2]);
    Extent extent = range ? Extent.COUNT : Extent.ALL;
    if (owner.startsWith("java/nio/") && owner.endsWith("Buffer")) {
      return name.equals("get") || name.equals("put")
          ? new Touch(i, name.equals("get"), extent, null)
          : null;
    }
    Extent written = written(owner, name, desc, extent);
    if (written != null) {
      return new Touch(i, true, written, null);
    }
    boolean objects = args[i].getElementType().getSort() == Type.OBJECT;
    String deep = !objects ? null : name.equals("hash") ? "readHashed" : shown(name);
    return reads(owner, name, desc, i) ? new Touch(i, false, extent, deep) : null;
  }

  private static String shown(String name) {
    return FORMATS.contains(name) ? "readShown" : null;
  }

  private static boolean isInt(Type t) {
    return t.getSort() == Type.INT;
  }

  /** How much the call writes, null if nothing. */
  private static Extent written(String owner, String name, String desc, Extent extent) {
    boolean counts = desc.endsWith(")I");
    boolean streams = owner.startsWith("java/io/") || owner.startsWith("java/util/zip/");
    if (READINGS.contains(name) && streams) {
      return counts ? Extent.RESULT : null;
    }
    return switch (name) {
      case "readFully" -> streams ? extent : null;
      case "nextBytes" -> desc.equals("([B)V") ? Extent.ALL : null;
      case "getChars" -> desc.equals("(II[CI)V") ? Extent.CHARACTERS : null;
      case "getBytes" -> desc.equals("(II[BI)V") ? Extent.CHARACTERS : null;
      case "toArray" ->
          desc.equals("([Ljava/lang/Object;)[Ljava/lang/Object;") ? Extent.COLLECTION : null;
      case "digest" -> counts ? Extent.RESULT : null;
      default -> null;
    };
  }

  private static boolean reads(String owner, String name, String desc, int i) {
    switch (owner) {
      case "java/lang/String":
        return name.equals("<init>")
            || name.equals("valueOf")
            || name.equals("copyValueOf")
            || FORMATS.contains(name);
      case "java/lang/StringBuilder", "java/lang/StringBuffer":
        return name.equals("append") || name.equals("insert");
      case "java/util/Objects":
        return name.equals("hash");
      case "java/util/Collections":
        return name.equals("addAll");
      case "java/util/List",
      "java/util/Set",
      "java/util/Map",
      "java/util/EnumSet",
      "java/util/stream/Stream",
      "java/util/stream/IntStream",
      "java/util/stream/LongStream",
      "java/util/stream/DoubleStream":
        return name.equals("of") || name.equals("ofEntries");
      case "java/math/BigInteger",
      "java/math/BigDecimal",
      "java/util/concurrent/CopyOnWriteArrayList":
        return name.equals("<init>");
      case "java/util/UUID":
        return name.equals("nameUUIDFromBytes");
      case "java/util/BitSet":
        return name.equals("valueOf");
      case "java/util/concurrent/CompletableFuture":
        return name.equals("allOf") || name.equals("anyOf");
      case "java/nio/file/Files":
        return name.equals("write") && desc.startsWith("(Ljava/nio/file/Path;[B");
      case "java/util/Base64$Encoder", "java/util/Base64$Decoder":
        return i == 0 && CODERS.contains(name);
      case "java/util/Formatter", "java/text/MessageFormat":
        return name.equals("format");
      default:
        return ofPackage(owner, name, desc, i);
    }
  }

  private static boolean ofPackage(String owner, String name, String desc, int i) {
    if (owner.startsWith("java/io/")) {
      boolean out =
          owner.endsWith("Stream") && !owner.endsWith("InputStream")
              || owner.endsWith("Writer")
              || owner.endsWith("Output")
              || owner.endsWith("File");
      return out && PUTS.contains(name);
    }
    if (owner.startsWith("java/security/") || owner.startsWith("javax/crypto/")) {
      return DIGESTS.contains(name) && (i == 0 || name.equals("isEqual"));
    }
    return owner.startsWith("java/util/zip/") && name.equals("update");
  }
}
