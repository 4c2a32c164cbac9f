package example.order;

import example.order.unseen.Turns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Elements that a collection compares while others put them in, and methods of the JDK that are
 * called by reference: what the collection has let someone look at is ordered.
 */
public final class ComparedEdges {

  static int aliveByReferenceClean;
  static int throughOtherKeyRacy;
  static List<Integer> listRacy = new ArrayList<>();
  static Map<Integer, Integer> mapRacy = new HashMap<>();

  private ComparedEdges() {}

  /** Compares by a field that is not final. */
  private static final class Key implements Delayed {
    private int clean;

    Key(int rank) {
      clean = rank;
    }

    @Override
    public int compareTo(Delayed other) {
      return Integer.compare(clean, ((Key) other).clean);
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(clean - 100, TimeUnit.SECONDS);
    }

    @Override
    public int hashCode() {
      return clean & 3;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key k && k.clean == clean;
    }
  }

  public static void main(String[] args) throws Exception {
    Turns.Body all = ComparedEdges::compare;
    Turns.inTurn(all, all);
    Turns.together(all, all);
    Turns.inTurn(ComparedEdges::heaps, ComparedEdges::drain);
    references();
    takers();
    ConcurrentHashMap<Key, Integer> map = new ConcurrentHashMap<>();
    Turns.inTurn(
        () -> {
          throughOtherKeyRacy++;
          map.put(new Key(1), 1);
        },
        () -> {
          map.put(new Key(2), 2);
          throughOtherKeyRacy++;
        });
  }

  private static final ConcurrentHashMap<Key, Integer> MAP = new ConcurrentHashMap<>();
  private static final ConcurrentSkipListMap<Key, Integer> SKIP = new ConcurrentSkipListMap<>();
  private static final ConcurrentSkipListSet<Key> SET = new ConcurrentSkipListSet<>();
  private static final CopyOnWriteArrayList<Key> COPIES = new CopyOnWriteArrayList<>();
  private static final ConcurrentLinkedQueue<Key> LINKED = new ConcurrentLinkedQueue<>();
  private static final LinkedBlockingQueue<Key> BLOCKING = new LinkedBlockingQueue<>();
  private static final PriorityBlockingQueue<Key> HEAP = new PriorityBlockingQueue<>();
  private static final DelayQueue<Key> DELAYED = new DelayQueue<>();

  private static void compare() {
    for (int i = 0; i < 12; i++) {
      MAP.merge(new Key(i), 1, Integer::sum);
      MAP.computeIfAbsent(new Key(i + 20), k -> 2);
      MAP.get(new Key(i));
      SKIP.put(new Key(i), 1);
      SKIP.floorKey(new Key(i + 1));
      SET.add(new Key(i));
      SET.subSet(new Key(2), new Key(9)).contains(new Key(4));
      SKIP.headMap(new Key(i)).size();
      COPIES.addIfAbsent(new Key(i));
      LINKED.add(new Key(i));
      LINKED.contains(new Key(i + 1));
      BLOCKING.add(new Key(i));
      BLOCKING.remove(new Key(3));
      HEAP.add(new Key(40 - i));
      DELAYED.add(new Key(40 - i));
    }
    int sum = LINKED.stream().mapToInt(k -> k.clean).sum();
    sum += BLOCKING.stream().mapToInt(k -> k.clean).sum();
    LINKED.removeIf(k -> k.clean == 5);
    for (Key k : MAP.keySet()) {
      sum += k.clean;
    }
    for (Key k : SKIP.keySet()) {
      sum += k.clean;
    }
    if (sum == 0) {
      throw new AssertionError();
    }
  }

  private static void heaps() {
    for (int i = 0; i < 12; i++) {
      HEAP.add(new Key(i));
      DELAYED.add(new Key(i));
    }
  }

  /** What was compared may be changed by who has taken it. */
  private static void drain() throws InterruptedException {
    for (int i = 0; i < 12; i++) {
      HEAP.take().clean += 50;
      DELAYED.take().clean += 50;
    }
  }

  /** Equal to any other once its field was looked at. */
  private static final class Looked {
    int comparedNote;
    int comparedRacy;
    final boolean locked;

    Looked(boolean locked) {
      this.locked = locked;
    }

    @Override
    public boolean equals(Object other) {
      Looked there = (Looked) other;
      return locked ? there.comparedNote == 7 : there.comparedRacy == 7;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  /** What one thread has sought, another takes out and changes. */
  private static void takers() {
    List<Queue<Looked>> locked =
        List.of(
            new ArrayBlockingQueue<>(8), new LinkedBlockingQueue<>(), new LinkedBlockingDeque<>());
    for (Queue<Looked> queue : locked) {
      queue.add(new Looked(true));
      Turns.inTurn(() -> queue.contains(new Looked(true)), () -> queue.poll().comparedNote++);
    }
    Queue<Looked> free = new ConcurrentLinkedQueue<>();
    free.add(new Looked(false));
    Turns.inTurn(() -> free.contains(new Looked(false)), () -> free.poll().comparedRacy++);
  }

  private static void references() throws InterruptedException {
    Turns.inTurn(
        () -> IntStream.range(0, 3).boxed().forEach(listRacy::add),
        () -> IntStream.range(0, 3).boxed().forEach(listRacy::add));
    BiFunction<Integer, Integer, Integer> put = mapRacy::put;
    Turns.inTurn(() -> put.apply(1, 1), () -> put.apply(2, 1));
    Thread t = new Thread(() -> aliveByReferenceClean++);
    t.start();
    BooleanSupplier alive = t::isAlive;
    while (alive.getAsBoolean()) {
      Thread.onSpinWait();
    }
    aliveByReferenceClean++;
  }
}
