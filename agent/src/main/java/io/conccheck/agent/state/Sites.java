package io.conccheck.agent.state;

import io.conccheck.findings.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Numbers places in woven code, so that a shadow word can name one in 20 bits. Number 0 is an
 * unknown place; so is every place after the numbers have run out, which is counted.
 */
public final class Sites {

  /** A trait of a {@link Site}. */
  public static final int ATOMIC = 1;

  /** A trait of a {@link Site}. */
  public static final int BY_FINAL = 2;

  /** A trait of a {@link Site}: of a field that keeps what is computed from what never changes. */
  public static final int CACHE = 4;

  /** A trait of a {@link Site}: a fence beside it does what a stronger mode would. */
  public static final int FENCED = 8;

  /** The target's name is that of an argument: of a field it may be known elsewhere. */
  public static final int LOCAL = 16;

  /** Begins the {@link #constant} that stands for a class with an initialiser. */
  public static final String INIT = "init ";

  private static final int MOST_CONSTANTS = 1 << 16;

  /** Bits of the traits from here on tell the constant that is written; 0 for none. */
  public static final int CONSTANT = 5;

  /**
   * A place.
   *
   * @param frame class, method, file and line
   * @param target what is read or written there ({@code com.acme.Grid.cells}), or null if the code
   *     does not tell
   * @param traits what else is known of the access there: {@link #ATOMIC}, {@link #BY_FINAL}
   */
  public record Site(Frame frame, String target, int traits) {

    /** It is opaque or stronger: it races with no other such access. */
    public boolean atomic() {
      return (traits & ATOMIC) != 0;
    }

    /** It races with no harm with those of the same method. */
    public boolean cache() {
      return (traits & CACHE) != 0;
    }

    /** Today it is ordered with others like it, as its fence is. */
    public boolean fenced() {
      return (traits & FENCED) != 0;
    }

    /** What it writes is the constant that the other one writes. */
    public boolean writesWhat(Site other) {
      return traits >>> CONSTANT != 0 && traits >>> CONSTANT == other.traits >>> CONSTANT;
    }

    /** The target is named by an argument. */
    public boolean isLocal() {
      return (traits & LOCAL) != 0;
    }

    /** What it reads or writes in was loaded from a final field right there. */
    public boolean byFinal() {
      return (traits & BY_FINAL) != 0;
    }

    // By hand, for the JVM makes those of a record at their first call, in tens of milliseconds.

    @Override
    public boolean equals(Object other) {
      return other instanceof Site s
          && frame.line() == s.frame.line()
          && traits == s.traits
          && frame.method().equals(s.frame.method())
          && frame.className().equals(s.frame.className())
          && Objects.equals(frame.file(), s.frame.file())
          && Objects.equals(target, s.target);
    }

    @Override
    public int hashCode() {
      int hash = frame.className().hashCode();
      hash = 31 * hash + frame.method().hashCode();
      hash = 31 * hash + frame.line();
      return target == null ? hash : 31 * hash + target.hashCode();
    }
  }

  private final int limit;
  private final Map<Site, Integer> numbers = new HashMap<>(); // guarded by this
  private final List<Site> sites = new ArrayList<>(); // guarded by this
  private final Map<String, Integer> constants = new HashMap<>(); // guarded by this
  private int lost; // guarded by this

  /** A table of at most that many places, at most 2^20. */
  public Sites(int limit) {
    this.limit = limit;
    sites.add(new Site(new Frame("unknown", "unknown", null, 0), null, 0));
  }

  /** The number of a place; the same for equal places. */
  public synchronized int number(Frame frame, String target) {
    return number(frame, target, 0);
  }

  /** Like {@link #number(Frame, String)} for an access with such traits. */
  public synchronized int number(Frame frame, String target, int traits) {
    Site site = new Site(frame, target, traits);
    Integer known = numbers.get(site);
    if (known != null) {
      return known;
    }
    if (sites.size() >= limit) {
      lost++;
      return 0;
    }
    sites.add(site);
    numbers.put(site, sites.size() - 1);
    return sites.size() - 1;
  }

  /** What stands for a constant in the traits of a place; the same for equal ones. */
  public synchronized int constant(String text) {
    Integer known = constants.get(text);
    if (known == null) {
      known = Math.min(constants.size() + 1, MOST_CONSTANTS);
      constants.put(text, known);
    }
    return known == MOST_CONSTANTS ? 0 : known;
  }

  /** A number for a place that is yet to be told, by {@link #define}. */
  public synchronized int reserve() {
    if (sites.size() >= limit) {
      lost++;
      return 0;
    }
    sites.add(sites.get(0));
    return sites.size() - 1;
  }

  /** Says what place a reserved number stands for. */
  public synchronized void define(int number, Frame frame, String target, int traits) {
    if (number != 0) {
      sites.set(number, new Site(frame, target, traits));
    }
  }

  /** The place of that number. */
  public synchronized Site at(int number) {
    return sites.get(number < sites.size() ? number : 0);
  }

  /** One more than the highest number given out. */
  public synchronized int count() {
    return sites.size();
  }

  /** How many places got no number. */
  public synchronized int lost() {
    return lost;
  }
}
