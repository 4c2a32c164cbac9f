package io.conccheck.cli.project;

import java.math.BigInteger;
import java.util.Comparator;

/** The order of versions: part by part, numbers as numbers, {@code 1.0-rc} before {@code 1.0}. */
final class Versions {

  static final Comparator<String> ORDER = Versions::compare;

  private Versions() {}

  private static int compare(String a, String b) {
    String[] as = parts(a);
    String[] bs = parts(b);
    for (int i = 0; i < Math.max(as.length, bs.length); i++) {
      int c = part(i < as.length ? as[i] : "", i < bs.length ? bs[i] : "");
      if (c != 0) {
        return c;
      }
    }
    return 0;
  }

  private static String[] parts(String version) {
    return version.split("[.+_-]|(?<=\\d)(?=\\D)|(?<=\\D)(?=\\d)");
  }

  private static int part(String a, String b) {
    int byKind = Integer.compare(rank(a), rank(b));
    if (byKind != 0) {
      return byKind;
    }
    return rank(a) == 2 ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareTo(b);
  }

  /** Words come before the end of a version, numbers after it. */
  private static int rank(String part) {
    return part.isEmpty() ? 1 : part.chars().allMatch(c -> c >= '0' && c <= '9') ? 2 : 0;
  }
}
