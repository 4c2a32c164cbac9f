package io.conccheck.agent.spi;

import io.conccheck.findings.Finding;
import io.conccheck.findings.Frame;
import io.conccheck.findings.Location;
import java.util.List;

/**
 * On whose behalf a library has made something: the innermost caller outside the library. Two
 * classes are of one library if their packages begin with the same two parts.
 */
public final class Client {

  private static final int PARTS = 2;

  private Client() {}

  /**
   * The call into the library, or null if whoever made it was not called by another one. A
   * container that found the maker by reflection, as a test framework does, has asked for nothing.
   *
   * @param frames of the making, the maker's own first; not empty
   */
  public static Frame of(List<Frame> frames) {
    String maker = library(frames.get(0).className());
    for (Frame f : frames) {
      if (f.className().equals("java.lang.reflect.Method")) {
        return null;
      } else if (Frames.isApplication(f.className()) && !isSame(library(f.className()), maker)) {
        return f;
      }
    }
    return null;
  }

  /** The same in words that follow the maker's name in a message; empty if there is none. */
  public static String words(List<Frame> frames) {
    Frame client = of(frames);
    return client == null ? "" : " for `" + symbol(client) + "`";
  }

  /** Adds the call to a finding whose place lies inside the library. */
  public static Finding.Builder relate(Finding.Builder finding, List<Frame> frames) {
    Frame client = of(frames);
    return client == null
        ? finding
        : finding.related(Location.of(client, symbol(client)), "asked for here");
  }

  private static String symbol(Frame f) {
    return f.className() + "." + f.method();
  }

  /** What lies directly below one part belongs to all that begins with it. */
  private static boolean isSame(String a, String b) {
    boolean nested = !a.isEmpty() && !b.isEmpty();
    return a.equals(b) || nested && (a.startsWith(b + ".") || b.startsWith(a + "."));
  }

  private static String library(String className) {
    int end = -1;
    for (int i = 0; i < PARTS; i++) {
      int dot = className.indexOf('.', end + 1);
      if (dot < 0) {
        break;
      }
      end = dot;
    }
    return end < 0 ? "" : className.substring(0, end);
  }
}
