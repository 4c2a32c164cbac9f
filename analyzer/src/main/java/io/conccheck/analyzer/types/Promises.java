package io.conccheck.analyzer.types;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What users say about classes and methods whose code a scan does not see, as globs over dotted
 * names: {@code com.acme.Money}, {@code com.acme.values.**}, {@code com.acme.Tx#run}. Immutable.
 */
public final class Promises {

  /** Of users who say nothing. */
  public static final Promises NONE = new Promises(List.of(), List.of(), List.of());

  private final List<Pattern> inPlace;
  private final List<Pattern> immutable;
  private final List<Pattern> threadSafe;

  /**
   * Promises.
   *
   * @param inPlace methods that run the functions they are given before they return; a class
   *     without {@code #} means all of its methods
   * @param immutable classes whose objects never change
   * @param threadSafe classes whose objects guard themselves
   */
  public Promises(
      Collection<String> inPlace, Collection<String> immutable, Collection<String> threadSafe) {
    this.inPlace = inPlace.stream().map(Promises::pattern).toList();
    this.immutable = immutable.stream().map(Promises::pattern).toList();
    this.threadSafe = threadSafe.stream().map(Promises::pattern).toList();
  }

  private static Pattern pattern(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (c == '*' && glob.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else {
        regex.append(c == '*' ? "[^.]*" : Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString());
  }

  /** True if the method is said to run the functions it is given before it returns. */
  public boolean runsInPlace(String className, String method) {
    String dotted = className.replace('$', '.');
    return any(inPlace, dotted) || any(inPlace, dotted + "#" + method);
  }

  /** True if objects of that class are said never to change. */
  public boolean isImmutable(String className) {
    return any(immutable, className.replace('$', '.'));
  }

  /** True if objects of that class are said to guard themselves. */
  public boolean isThreadSafe(String className) {
    return any(threadSafe, className.replace('$', '.')) || isImmutable(className);
  }

  private static boolean any(List<Pattern> patterns, String name) {
    for (Pattern p : patterns) {
      if (p.matcher(name).matches()) {
        return true;
      }
    }
    return false;
  }

  /** The same for equal promises: a part of what the result of a scan depends on. */
  @Override
  public String toString() {
    return inPlace + " " + immutable + " " + threadSafe;
  }
}
