package io.conccheck.analyzer.types;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Digests of what others may know of a scanned class, one for each part that can be asked for by
 * itself: so a new method is news only for those who asked for methods of its name. Safe for use by
 * several threads.
 */
public final class ClassDigest {

  /** Begins the part of the methods of one name; alone, that of all methods. */
  static final String METHOD = "#";

  /** Begins the part of one field; alone, that of all fields. */
  static final String FIELD = "@";

  /** Begins the part of one member class; alone, that of all. */
  static final String MEMBER = "%";

  private final Declared file;
  private final WrittenClass written;
  private final ConcurrentMap<String, Long> known = new ConcurrentHashMap<>();

  ClassDigest(Declared file, WrittenClass written) {
    this.file = file;
    this.written = written;
  }

  /** Where in a name that a {@link Recorder} gives the part begins; its length for a class. */
  public static int partOf(String name) {
    int i = 0;
    while (i < name.length() && (METHOD + FIELD + MEMBER).indexOf(name.charAt(i)) < 0) {
      i++;
    }
    return i;
  }

  /** Digest of a part as a {@link Recorder} names it; an empty one is the class without members. */
  public long of(String part) {
    Long digest = known.get(part);
    if (digest == null) {
      digest = find(part);
      known.put(part, digest);
    }
    return digest;
  }

  private long find(String part) {
    PartDigest digest = new PartDigest(file);
    if (part.isEmpty()) {
      return digest.head(written).value();
    }
    String name = part.substring(1);
    if (part.startsWith(MEMBER)) {
      return name.isEmpty()
          ? digest.members(written).value()
          : digest.text(written.members().get(name)).value();
    }
    if (part.startsWith(FIELD)) {
      written.fields().stream()
          .filter(f -> name.isEmpty() || f.name().equals(name))
          .forEach(digest::field);
    } else {
      written.methods().stream()
          .filter(m -> name.isEmpty() || m.name().equals(name))
          .forEach(digest::method);
    }
    return digest.value();
  }
}
