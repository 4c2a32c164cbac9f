package example.atomicity;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps its state to itself, each of whose methods is one step; for {@code Buying}. */
final class Shop extends Stall {

  private final AtomicInteger seatsBroken;
  private final AtomicInteger raisedBroken = new AtomicInteger();
  private final Map<String, Integer> stockBroken = new ConcurrentHashMap<>(Map.of("k", 3));
  private volatile int levelBroken;
  private final AtomicInteger lateBroken = new AtomicInteger(1);
  private final AtomicInteger twoShopsFine = new AtomicInteger(1);
  private final AtomicInteger atOnceFine = new AtomicInteger(1);
  private final AtomicInteger unrelatedFine = new AtomicInteger();

  Shop(int seats) {
    seatsBroken = new AtomicInteger(seats);
  }

  boolean hasSeats() {
    return seatsBroken.get() > 0;
  }

  void sit() {
    seatsBroken.decrementAndGet();
  }

  int raised() {
    return raisedBroken.get();
  }

  void raise(int to) {
    raisedBroken.set(to);
  }

  Integer stock(String of) {
    return stockBroken.get(of);
  }

  void stock(String of, int n) {
    stockBroken.put(of, n);
  }

  int level() {
    return levelBroken;
  }

  void level(int now) {
    levelBroken = now;
  }

  boolean isLateFree() {
    return lateBroken.get() > 0;
  }

  void takeLate() {
    lateBroken.decrementAndGet();
  }

  int twoShops() {
    return twoShopsFine.get();
  }

  void twoShops(int n) {
    twoShopsFine.set(n);
  }

  int atOnce() {
    return atOnceFine.get();
  }

  boolean take(int seen) {
    return atOnceFine.compareAndSet(seen, seen - 1);
  }

  int unrelated() {
    return unrelatedFine.get();
  }

  void unrelated(int n) {
    unrelatedFine.set(n);
  }
}
