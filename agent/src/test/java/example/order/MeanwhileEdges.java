package example.order;

import example.order.unseen.Turns;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * What one thread does while another is in the middle of a method of the JDK, over and over so that
 * it comes at every point of it: fields ending in Clean are ordered, those in Racy are not, those
 * in Note by implementation only.
 */
public final class MeanwhileEdges {

  private static final int TIMES = 20_000;
  private static final int KEYS = 16;

  static int settledClean;
  static int handedReadClean;
  static int handedReadRacy;
  static int repeatedNote;

  private MeanwhileEdges() {}

  /** What it is written before it is put into a collection. */
  private static final class Before implements Comparable<Before>, Serializable {
    private static final long serialVersionUID = 1;

    int valueClean;

    Before(int value) {
      this.valueClean = value;
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof Before && ((Before) o).valueClean == valueClean;
    }

    @Override
    public int compareTo(Before other) {
      return Integer.compare(valueClean, other.valueClean);
    }

    @Override
    public int hashCode() {
      return valueClean;
    }

    @Override
    public String toString() {
      return String.valueOf(valueClean);
    }
  }

  /** What it is written after it was put into a map. */
  private static final class After {
    int valueRacy;
  }

  /** An element whose time is set anew each time. */
  private static final class Due implements Delayed {
    long atClean;

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(atClean - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(atClean, ((Due) other).atClean);
    }
  }

  private static final class Repeated extends FutureTask<Void> {
    Repeated(Runnable action) {
      super(action, null);
    }

    void once() {
      runAndReset();
    }
  }

  public static void main(String[] args) throws Exception {
    walks();
    sortedWalks();
    otherWalks();
    Map<Integer, After> late = new ConcurrentHashMap<>();
    Turns.inTurn(
        () -> {
          After a = new After();
          late.put(1, a);
          a.valueRacy = 1;
        },
        () -> late.values().removeIf(a -> a.valueRacy == 2));
    for (int i = 0; i < TIMES / 20; i++) {
      settled();
    }
    handedRead();
    delayed();
    Repeated task = new Repeated(() -> repeatedNote++);
    Turns.Body repeat =
        () -> {
          for (int i = 0; i < TIMES * 5; i++) {
            task.once();
          }
        };
    Turns.together(repeat, repeat);
  }

  private static void walks() {
    walk(m -> m.values().removeIf(v -> v.valueClean < 0));
    walk(m -> m.entrySet().removeIf(e -> e.getValue().valueClean < 0));
    walk(m -> m.values().iterator().next().toString());
    walk(m -> m.containsValue(new Before(-1)));
    walk(Object::toString);
    walk(Object::hashCode);
    walk(m -> m.equals(Map.copyOf(m)));
    walk(m -> m.forEach(1, (k, v) -> v.toString()));
    walk(m -> m.forEachValue(1, v -> v.toString()));
    walk(m -> m.forEachEntry(1, e -> e.getValue().toString()));
    walk(m -> m.reduceValues(1, (a, b) -> a.valueClean > b.valueClean ? a : b).toString());
    walk(m -> m.reduce(1, (k, v) -> v.valueClean, Integer::sum));
    walk(m -> m.search(1, (k, v) -> v.valueClean < 0 ? k : null));
  }

  private static void walk(Consumer<ConcurrentHashMap<Integer, Before>> walk) {
    ConcurrentHashMap<Integer, Before> map = new ConcurrentHashMap<>();
    map.put(0, new Before(0));
    meanwhile(i -> map.put(i % KEYS, new Before(i)), () -> walk.accept(map));
  }

  private static void sortedWalks() {
    ConcurrentSkipListMap<Integer, Before> map = new ConcurrentSkipListMap<>();
    map.put(0, new Before(0));
    ConcurrentNavigableMap<Integer, Before> part = map.headMap(KEYS);
    IntConsumer put = i -> map.put(i % KEYS, new Before(i));
    meanwhile(put, () -> part.containsValue(new Before(-1)));
    meanwhile(put, () -> part.firstEntry().getValue().toString());
    meanwhile(put, () -> part.floorEntry(KEYS / 2).getValue().toString());
    meanwhile(put, () -> written(map));
  }

  private static void otherWalks() {
    Queue<Before> queue = new ConcurrentLinkedQueue<>();
    IntConsumer pass =
        i -> {
          queue.add(new Before(i));
          if (i >= KEYS) {
            queue.remove();
          }
        };
    meanwhile(pass, () -> queue.parallelStream().forEach(Before::toString));
    meanwhile(pass, () -> written(queue));
    CopyOnWriteArrayList<Before> copied = new CopyOnWriteArrayList<>();
    copied.add(new Before(0));
    meanwhile(i -> copied.set(0, new Before(i)), () -> copied.clone().toString());
    List<Before> locked = Collections.synchronizedList(new ArrayList<>());
    locked.add(new Before(0));
    meanwhile(i -> locked.set(0, new Before(i)), locked::toString);
    Queue<Before> heap = new PriorityBlockingQueue<>();
    IntConsumer heaped =
        i -> {
          heap.add(new Before(i * 7 % KEYS));
          if (i >= KEYS) {
            heap.poll();
          }
        };
    meanwhile(i -> heap.add(new Before(i % KEYS)), () -> change(heap.poll()));
    meanwhile(heaped, () -> removeHalf(heap.iterator()));
    meanwhile(heaped, () -> heap.removeIf(b -> b.valueClean % 2 == 0));
    Vector<Before> vector = new Vector<>();
    Turns.inTurn(() -> vector.add(new Before(1)), () -> vector.stream().forEach(Before::toString));
  }

  private static void change(Before taken) {
    if (taken != null) {
      taken.valueClean++;
    }
  }

  private static void removeHalf(Iterator<Before> walk) {
    while (walk.hasNext()) {
      if (walk.next().valueClean % 2 == 0) {
        walk.remove();
      }
    }
  }

  private static void written(Object o) {
    try {
      new ObjectOutputStream(OutputStream.nullOutputStream()).writeObject(o);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Walks over what another thread changes. */
  private static void meanwhile(IntConsumer change, Runnable walk) {
    AtomicInteger done = new AtomicInteger();
    Turns.together(
        () -> {
          for (int i = 0; i < TIMES; i++) {
            change.accept(i);
          }
          done.set(1);
        },
        () -> {
          while (done.get() == 0) {
            walk.run();
          }
        });
  }

  /**
   * What one thread sets is seen, though another, which knows all of the first, fails meanwhile.
   */
  private static void settled() {
    Object lock = new Object();
    boolean[] begun = new boolean[1];
    AtomicInteger state = new AtomicInteger();
    Turns.together(
        () -> {
          synchronized (lock) {
            settledClean++;
            begun[0] = true;
          }
          for (int i = 0; i < 50; i++) {
            Thread.onSpinWait();
          }
          state.set(1);
        },
        () -> {
          boolean go = false;
          while (!go) {
            synchronized (lock) {
              go = begun[0];
            }
          }
          for (int i = 0; i < 300; i++) {
            state.compareAndSet(-1, 2);
          }
        },
        () -> {
          while (state.get() == 0) {
            Thread.onSpinWait();
          }
          settledClean++;
        });
  }

  /** What is taken when it is due goes in again, while others wait for it. */
  private static void delayed() {
    DelayQueue<Due> queue = new DelayQueue<>();
    for (int i = 0; i < 3; i++) {
      queue.add(new Due());
    }
    Turns.Body pass =
        () -> {
          for (int i = 0; i < TIMES / 20; i++) {
            Due due = queue.take();
            due.atClean = System.nanoTime() + 20_000;
            queue.add(due);
          }
        };
    Turns.together(pass, pass);
  }

  /** Another thread lets go what this one has locked for reading, which then locks once more. */
  private static void handedRead() {
    StampedLock lock = new StampedLock();
    Turns.together(
        () -> {
          Turns.keep(lock.readLock());
          Turns.next();
          Turns.await(3);
          long again = lock.readLock();
          handedReadClean++;
          lock.unlockRead(again);
          handedReadRacy++;
        },
        () -> {
          Turns.await(1);
          lock.tryConvertToOptimisticRead((Long) Turns.kept());
          Turns.next();
        },
        () -> {
          Turns.await(2);
          long write = lock.writeLock();
          handedReadClean = 1;
          lock.unlockWrite(write);
          handedReadRacy = 1;
          Turns.next();
        });
  }
}
