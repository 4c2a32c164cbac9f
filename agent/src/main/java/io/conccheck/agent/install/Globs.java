package io.conccheck.agent.install;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Globs over dotted names: {@code *} stays within one level, {@code **} does not. */
final class Globs {

  private Globs() {}

  static List<Pattern> patterns(List<String> globs) {
    List<Pattern> all = new ArrayList<>();
    for (String glob : globs) {
      StringBuilder regex = new StringBuilder();
      for (int i = 0; i < glob.length(); i++) {
        char c = glob.charAt(i);
        if (c == '*') {
          boolean deep = i + 1 < glob.length() && glob.charAt(i + 1) == '*';
          regex.append(deep ? ".*" : "[^.]*");
          i += deep ? 1 : 0;
        } else if (c == '?') {
          regex.append("[^.]");
        } else {
          regex.append(Pattern.quote(String.valueOf(c)));
        }
      }
      all.add(Pattern.compile(regex.toString()));
    }
    return all;
  }

  /** True if one of them matches the whole name. */
  static boolean any(String name, List<Pattern> patterns) {
    for (Pattern p : patterns) {
      if (p.matcher(name).matches()) {
        return true;
      }
    }
    return false;
  }
}
