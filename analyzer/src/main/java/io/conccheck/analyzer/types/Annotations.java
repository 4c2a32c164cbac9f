package io.conccheck.analyzer.types;

import java.util.List;
import java.util.Optional;

/** Reads annotations kept as text: {@code Name} or {@code Name(arguments)}. */
public final class Annotations {

  private Annotations() {}

  /** True if one of them has that simple name. */
  public static boolean has(List<String> annotations, String simpleName) {
    return find(annotations, simpleName).isPresent();
  }

  /** The arguments of the first of that simple name: the text between the parentheses. */
  public static Optional<String> find(List<String> annotations, String simpleName) {
    for (String a : annotations) {
      int paren = a.indexOf('(');
      if ((paren < 0 ? a : a.substring(0, paren)).equals(simpleName)) {
        return Optional.of(paren < 0 ? "" : a.substring(paren + 1, a.length() - 1));
      }
    }
    return Optional.empty();
  }
}
