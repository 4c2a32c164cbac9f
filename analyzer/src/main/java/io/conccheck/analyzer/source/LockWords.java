package io.conccheck.analyzer.source;

import com.github.javaparser.ast.Node;

/**
 * Names that methods which take or give back locks have. Whether one does is told by what it does;
 * its name alone says where it is worth looking.
 */
public final class LockWords {

  /** Of longer bodies nothing is said, whatever they do. */
  private static final int MOST_LINES = 12;

  private static final String[] HOLDERS = {
    "Lock", "Guard", "Held", "Hold", "Lease", "Permit", "Ticket", "Section", "Mutex", "Monitor"
  };

  private LockWords() {}

  /** True if a method of that name may take or give back a lock. */
  public static boolean mayLock(String name) {
    return isLock(name)
        || name.startsWith("unlock")
        || name.startsWith("lock")
        || name.startsWith("acquire")
        || name.startsWith("release")
        || name.startsWith("enter")
        || name.startsWith("exit")
        || name.startsWith("leave");
  }

  /** True if a method of that name may say whether it has got a lock. */
  public static boolean mayTry(String name) {
    return name.startsWith("try") && name.length() > 3;
  }

  private static boolean isLock(String name) {
    int at = name.length() - 4;
    boolean word = name.endsWith("lock") || name.endsWith("Lock");
    return word && (at == 0 || "bBcC".indexOf(name.charAt(at - 1)) < 0) && !mayTry(name);
  }

  /** Classes whose objects may hold a lock until they are closed. */
  private static boolean isHolder(String name) {
    if (!Character.isUpperCase(name.charAt(0))) {
      return false;
    }
    for (String part : HOLDERS) {
      if (name.contains(part)) {
        return true;
      }
    }
    return false;
  }

  /** True for a part of a text that is short enough for a wrapper's body. */
  static boolean isShort(String text, int from, int to) {
    int lines = 0;
    for (int i = from; i < to && lines <= MOST_LINES; i++) {
      lines += text.charAt(i) == '\n' ? 1 : 0;
    }
    return lines <= MOST_LINES;
  }

  /** The same of a body that has been parsed. */
  public static boolean isShort(Node body) {
    return body.getRange().map(r -> r.end.line - r.begin.line <= MOST_LINES).orElse(false);
  }

  /** True if one of the names in that part of a text may be such a method or such a lock. */
  static boolean any(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (Character.isJavaIdentifierStart(text.charAt(i))) {
        int end = i + 1;
        while (end < to && Character.isJavaIdentifierPart(text.charAt(end))) {
          end++;
        }
        // The shortest of these words has four letters.
        if (end - i >= 4 && isWord(text.substring(i, end))) {
          return true;
        }
        i = end;
      }
    }
    return false;
  }

  /** True for a name that makes it worth looking at a body. */
  public static boolean isWord(String name) {
    return mayLock(name) || mayTry(name) || isHolder(name);
  }
}
