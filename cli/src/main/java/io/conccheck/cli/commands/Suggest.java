package io.conccheck.cli.commands;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what a mistyped name was probably meant to be. */
final class Suggest {

  private Suggest() {}

  /** The complaint about an unknown name, with the nearest known one or with all of them. */
  static UsageException unknown(String what, String name, Collection<String> known) {
    return new UsageException("unknown " + what + " `" + name + "`" + hint(name, known));
  }

  /** {@code ; did you mean `x`?}, or the few there are, or nothing. */
  static String hint(String name, Collection<String> known) {
    Optional<String> near = nearest(name, known);
    if (near.isPresent()) {
      return "; did you mean `" + near.get() + "`?";
    }
    return known.isEmpty() || known.size() > 12
        ? ""
        : "; there are `" + String.join("`, `", known.stream().sorted().toList()) + "`";
  }

  /**
   * The known name nearest to the given one by edit distance, if it is near: at most a third of its
   * letters apart.
   */
  static Optional<String> nearest(String name, Collection<String> known) {
    int most = Math.max(2, name.length() / 3);
    return known.stream()
        .filter(k -> distance(name, k) <= most || name.length() > 2 && k.startsWith(name))
        .min(Comparator.<String>comparingInt(k -> distance(name, k)).thenComparing(k -> k));
  }

  /**
   * Edits between the two: insertions, deletions, replacements and swapped neighbours (optimal
   * string alignment).
   */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 || j == 0 ? i + j : edit(d, a, b, i, j);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int edit(int[][] d, String a, String b, int i, int j) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int least = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + (same ? 0 : 1));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, d[i - 2][j - 2] + 1) : least;
  }
}
