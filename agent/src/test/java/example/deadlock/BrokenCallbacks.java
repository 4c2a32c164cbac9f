package example.deadlock;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Locks that meet in callbacks of the JDK, in orders that can close a circle; each nested class is
 * one case. Those of {@link BrokenTasks}, {@link BrokenWrappers} and {@link BrokenPrints} run as
 * well.
 */
public final class BrokenCallbacks {

  private BrokenCallbacks() {}

  public static void main(String[] args) throws Exception {
    HashtableKey.run();
    VectorEquals.run();
    SynchronizedMap.run();
    SynchronizedList.run();
    ComputeInTwoOrders.run();
    ComputeAndLock.run();
    PutUnderLock.run();
    BufferAppend.run();
    WriteTo.run();
    BrokenTasks.run();
    BrokenWrappers.run();
    BrokenPrints.run();
    System.out.println("done");
  }

  /** A key whose comparison needs a lock. */
  static class LockingKey {
    private final Object lock;

    LockingKey(Object lock) {
      this.lock = lock;
    }

    @Override
    public boolean equals(Object o) {
      synchronized (lock) {
        return this == o;
      }
    }

    @Override
    public int hashCode() {
      return 1;
    }

    @Override
    public String toString() {
      synchronized (lock) {
        return "key";
      }
    }
  }

  static final class HashtableKey {
    static void run() throws Exception {
      Object lock = new Object();
      Map<Object, String> table = new Hashtable<>();
      table.put(new LockingKey(lock), "x");
      Turns.inTurn(
          () -> table.get(new LockingKey(lock)),
          () -> {
            synchronized (lock) {
              table.size();
            }
          });
    }
  }

  static final class WriteTo {
    static void run() throws Exception {
      ByteArrayOutputStream here = new ByteArrayOutputStream();
      ByteArrayOutputStream there = new ByteArrayOutputStream();
      Turns.inTurn(() -> here.writeTo(there), () -> there.writeTo(here));
    }
  }

  static final class VectorEquals {
    static void run() throws Exception {
      Object lock = new Object();
      Vector<Object> all = new Vector<>();
      all.add(new LockingKey(lock));
      Turns.inTurn(
          () -> all.contains(new LockingKey(lock)),
          () -> {
            synchronized (lock) {
              all.add("x");
            }
          });
    }
  }

  static final class SynchronizedMap {
    static void run() throws Exception {
      Object lock = new Object();
      Map<String, String> map = Collections.synchronizedMap(new HashMap<>());
      Turns.inTurn(
          () ->
              map.computeIfAbsent(
                  "a",
                  k -> {
                    synchronized (lock) {
                      return k;
                    }
                  }),
          () -> {
            synchronized (lock) {
              map.put("b", "x");
            }
          });
    }
  }

  static final class SynchronizedList {
    static void run() throws Exception {
      Object lock = new Object();
      List<Object> list = Collections.synchronizedList(new ArrayList<>());
      list.add(new LockingKey(lock));
      Turns.inTurn(
          () -> {
            synchronized (list) {
              for (Object o : list) {
                o.toString();
              }
            }
          },
          () -> {
            synchronized (lock) {
              list.add("x");
            }
          });
    }
  }

  static final class ComputeInTwoOrders {
    static void run() throws Exception {
      Map<String, Integer> one = new ConcurrentHashMap<>();
      Map<String, Integer> two = new ConcurrentHashMap<>();
      Turns.inTurn(
          () -> one.compute("a", (k, v) -> two.merge("b", 1, Integer::sum)),
          () -> two.compute("b", (k, v) -> one.merge("a", 1, Integer::sum)));
    }
  }

  static final class ComputeAndLock {
    static void run() throws Exception {
      Lock lock = new ReentrantLock();
      Map<String, Integer> map = new ConcurrentHashMap<>();
      Turns.inTurn(
          () ->
              map.computeIfAbsent(
                  "a",
                  k -> {
                    lock.lock();
                    lock.unlock();
                    return 1;
                  }),
          () -> {
            lock.lock();
            map.computeIfAbsent("a", k -> 2);
            lock.unlock();
          });
    }
  }

  static final class PutUnderLock {
    static void run() throws Exception {
      Object lock = new Object();
      Map<String, Integer> map = new ConcurrentHashMap<>();
      Turns.inTurn(
          () -> {
            synchronized (lock) {
              map.put("a", 1);
            }
          },
          () ->
              map.computeIfPresent(
                  "a",
                  (k, v) -> {
                    synchronized (lock) {
                      return v + 1;
                    }
                  }));
    }
  }

  static final class BufferAppend {
    static void run() throws Exception {
      Object lock = new Object();
      StringBuffer text = new StringBuffer();
      Turns.inTurn(
          () -> text.append(new LockingKey(lock)),
          () -> {
            synchronized (lock) {
              text.append("x");
            }
          });
    }
  }
}
