package io.conccheck.agent.install;

import java.util.List;

/**
 * Globs over dotted names: {@code *} stays within one level, {@code **} does not, {@code ?} is one
 * character other than a dot. Matched by hand: regular expressions would have to be made, and their
 * classes loaded, in every program's start.
 */
final class Globs {

  private Globs() {}

  /** True if one of the globs matches the whole name. */
  static boolean any(String name, List<String> globs) {
    for (String glob : globs) {
      if (matches(glob, name)) {
        return true;
      }
    }
    return false;
  }

  /** True if the glob matches the whole name. */
  static boolean matches(String glob, String name) {
    return matches(glob, 0, name, 0);
  }

  private static boolean matches(String glob, int g, String name, int n) {
    while (g < glob.length()) {
      char c = glob.charAt(g);
      if (c == '*') {
        boolean deep = glob.startsWith("**", g);
        return matchesRest(glob, g + (deep ? 2 : 1), name, n, deep);
      }
      if (n == name.length() || !matches(c, name.charAt(n))) {
        return false;
      }
      g++;
      n++;
    }
    return n == name.length();
  }

  /** True if the rest of the glob matches the name behind any number of characters from there. */
  private static boolean matchesRest(String glob, int g, String name, int n, boolean deep) {
    if (g == glob.length() && deep) {
      return true;
    }
    for (int at = n; ; at++) {
      if (matches(glob, g, name, at)) {
        return true;
      }
      if (at == name.length() || !deep && name.charAt(at) == '.') {
        return false;
      }
    }
  }

  private static boolean matches(char glob, char c) {
    return glob == '?' ? c != '.' : glob == c;
  }
}
