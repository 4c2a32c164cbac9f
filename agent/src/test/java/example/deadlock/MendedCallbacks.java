package example.deadlock;

import example.deadlock.BrokenCallbacks.LockingKey;
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
 * Twins of {@link BrokenCallbacks} that no schedule can stop; each nested class is one case. Those
 * of {@link MendedTasks}, {@link MendedWrappers} and {@link MendedPrints} run as well.
 */
public final class MendedCallbacks {

  private MendedCallbacks() {}

  public static void main(String[] args) throws Exception {
    HashtableKey.run();
    CopyThenCall.run();
    SynchronizedMap.run();
    SynchronizedList.run();
    ComputeInOneOrder.run();
    ComputeGated.run();
    PutOutside.run();
    BufferAlone.run();
    WriteTo.run();
    MendedTasks.run();
    MendedWrappers.run();
    MendedPrints.run();
    System.out.println("done");
  }

  /** The table is always taken first. */
  static final class HashtableKey {
    static void run() throws Exception {
      Object lock = new Object();
      Map<Object, String> table = new Hashtable<>();
      table.put(new LockingKey(lock), "x");
      Turns.inTurn(
          () -> table.get(new LockingKey(lock)),
          () -> {
            synchronized (table) {
              synchronized (lock) {
                table.size();
              }
            }
          });
    }
  }

  /** Always in one direction, or of a copy. */
  static final class WriteTo {
    static void run() throws Exception {
      ByteArrayOutputStream here = new ByteArrayOutputStream();
      ByteArrayOutputStream there = new ByteArrayOutputStream();
      Turns.inTurn(
          () -> here.writeTo(there),
          () -> here.writeTo(there),
          () -> here.write(there.toByteArray()));
    }
  }

  static final class CopyThenCall {
    static void run() throws Exception {
      Object lock = new Object();
      Vector<Object> all = new Vector<>();
      all.add(new LockingKey(lock));
      Turns.inTurn(
          () -> new ArrayList<>(all).contains(new LockingKey(lock)),
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
      Turns.Task task =
          () -> {
            synchronized (lock) {
              map.computeIfAbsent("a", k -> k);
              map.keySet().iterator().next();
            }
          };
      Turns.inTurn(task, task);
    }
  }

  /** An iterator takes no lock: it is not held while the elements lock. */
  static final class SynchronizedList {
    static void run() throws Exception {
      Object lock = new Object();
      List<Object> list = Collections.synchronizedList(new ArrayList<>());
      list.add(new LockingKey(lock));
      Turns.inTurn(
          () -> {
            for (Object o : list) {
              o.toString();
            }
            list.stream().forEach(Object::toString);
          },
          () -> {
            synchronized (lock) {
              list.add("x");
            }
          });
    }
  }

  static final class ComputeInOneOrder {
    static void run() throws Exception {
      Map<String, Integer> one = new ConcurrentHashMap<>();
      Map<String, Integer> two = new ConcurrentHashMap<>();
      Turns.Task task = () -> one.compute("a", (k, v) -> two.merge("b", 1, Integer::sum));
      Turns.inTurn(
          task,
          task,
          () -> {
            two.compute("b", (k, v) -> 1);
            one.merge("a", 1, Integer::sum);
          });
    }
  }

  static final class ComputeGated {
    static void run() throws Exception {
      Object gate = new Object();
      Lock lock = new ReentrantLock();
      Map<String, Integer> map = new ConcurrentHashMap<>();
      Turns.inTurn(
          () -> {
            synchronized (gate) {
              map.computeIfAbsent(
                  "a",
                  k -> {
                    lock.lock();
                    lock.unlock();
                    return 1;
                  });
            }
          },
          () -> {
            synchronized (gate) {
              lock.lock();
              map.computeIfAbsent("a", k -> 2);
              lock.unlock();
            }
          });
    }
  }

  static final class PutOutside {
    static void run() throws Exception {
      Object lock = new Object();
      Map<String, Integer> map = new ConcurrentHashMap<>();
      Turns.inTurn(
          () -> {
            synchronized (lock) {
              map.get("a");
            }
            map.put("a", 1);
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

  static final class BufferAlone {
    static void run() throws Exception {
      Object lock = new Object();
      StringBuffer text = new StringBuffer();
      Turns.inTurn(
          () -> text.append(new LockingKey(lock).toString()),
          () -> {
            synchronized (lock) {
              text.append("x");
            }
          });
    }
  }
}
