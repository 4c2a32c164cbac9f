package io.conccheck.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Patterns in which a star stands for any text. */
final class Globs {

  private final List<Pattern> patterns = new ArrayList<>();

  Globs(String... globs) {
    for (String glob : globs) {
      String[] pieces = glob.split("\\*", -1);
      StringBuilder regex = new StringBuilder();
      for (int i = 0; i < pieces.length; i++) {
        regex.append(i == 0 ? "" : ".*").append(Pattern.quote(pieces[i]));
      }
      patterns.add(Pattern.compile(regex.toString(), Pattern.DOTALL));
    }
  }

  /** True if the whole text fits one of the patterns. */
  boolean test(String text) {
    for (Pattern p : patterns) {
      if (p.matcher(text).matches()) {
        return true;
      }
    }
    return false;
  }
}
