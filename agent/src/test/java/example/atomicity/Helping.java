package example.atomicity;

import static example.atomicity.Meeting.here;
import static example.atomicity.Meeting.meet;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Steps that lie in methods of their own; for {@code Values}. */
final class Helping {

  static final AtomicInteger seatsBroken = new AtomicInteger(1);
  static final AtomicInteger raisedBroken = new AtomicInteger();
  static final Map<String, Integer> stockBroken = new ConcurrentHashMap<>(Map.of("k", 3));
  static final Set<String> knownBroken =
      java.util.Collections.synchronizedSet(new HashSet<String>());
  static volatile boolean openBroken;
  static final AtomicInteger jobsFine = new AtomicInteger(9);
  static final AtomicInteger unrelatedFine = new AtomicInteger();
  static final AtomicInteger overFine = new AtomicInteger();
  static final AtomicReference<String> retriedFine = new AtomicReference<>("");
  static final Map<String, Integer> otherKeyFine = new ConcurrentHashMap<>(Map.of("k", 3));

  private Helping() {}

  private static boolean isFree(AtomicInteger seats) {
    return seats.get() > 0;
  }

  private static void take(AtomicInteger seats) {
    seats.decrementAndGet();
  }

  private static int next(AtomicInteger n) {
    return n.get() + 1;
  }

  private static void set(AtomicInteger n, int value) {
    n.set(value);
  }

  private static int stock(Map<String, Integer> stock, String key) {
    Integer n = stock.get(key);
    return n == null ? 0 : n;
  }

  private static void store(Map<String, Integer> stock, String key, int n) {
    stock.put(key, n);
  }

  private static boolean isOpen() {
    return openBroken;
  }

  private static void open(boolean now) {
    openBroken = now;
  }

  private static String text() {
    return retriedFine.get();
  }

  static void run() {
    broken();
    fine();
  }

  private static void broken() {
    meet(
        () -> {
          if (isFree(seatsBroken)) {
            here();
            take(seatsBroken);
          }
        },
        () -> seatsBroken.decrementAndGet());
    meet(
        () -> {
          int next = next(raisedBroken);
          here();
          set(raisedBroken, next);
        },
        () -> raisedBroken.incrementAndGet());
    meet(
        () -> {
          int n = stock(stockBroken, "k");
          here();
          store(stockBroken, "k", n - 1);
        },
        () -> stockBroken.put("k", 1));
    meet(
        () -> {
          if (!knownBroken.contains("k")) {
            here();
            learn("k");
            System.out.println("first");
          }
        },
        () -> knownBroken.add("k"));
    meet(
        () -> {
          if (!isOpen()) {
            here();
            open(true);
            System.out.println("open");
          }
        },
        () -> openBroken = true);
  }

  private static void learn(String key) {
    knownBroken.add(key);
  }

  private static void fine() {
    meet(
        () -> {
          if (isFree(jobsFine)) {
            here();
            take(jobsFine);
          }
        },
        () -> jobsFine.decrementAndGet());
    meet(
        () -> {
          System.out.println(next(unrelatedFine));
          here();
          set(unrelatedFine, 7);
        },
        () -> unrelatedFine.incrementAndGet());
    meet(
        () -> {
          look(overFine);
          here();
          set(overFine, 7);
        },
        () -> overFine.incrementAndGet());
    meet(
        () -> {
          String s = text();
          here();
          while (!retriedFine.compareAndSet(s, s + "x")) {
            s = text();
          }
        },
        () -> retriedFine.set("y"));
    meet(
        () -> {
          int n = stock(otherKeyFine, "k");
          here();
          store(otherKeyFine, "k", n - 1);
        },
        () -> otherKeyFine.put("other", 1));
  }

  /** What it sees stays here, though another caller of the same methods has a use for it. */
  private static void look(AtomicInteger n) {
    if (next(n) < 0) {
      throw new AssertionError();
    }
  }
}
