package example.atomicity;

import static example.atomicity.Meeting.here;
import static example.atomicity.Meeting.meet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Vector;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicMarkableReference;
import java.util.concurrent.atomic.AtomicStampedReference;

/**
 * Two steps on one place of a list, one pair, one head; run by {@link
 * example.atomicity.Collections}.
 */
final class Places {

  static final List<Integer> listBroken = Collections.synchronizedList(list());
  static final Vector<Integer> vectorBroken = new Vector<>(list());
  static final List<Integer> copiedBroken = new CopyOnWriteArrayList<>(list());
  static final AtomicStampedReference<String> stampedBroken = new AtomicStampedReference<>("a", 0);
  static final AtomicMarkableReference<String> markedBroken =
      new AtomicMarkableReference<>("a", false);
  static final Map<String, Integer> replacedBroken = new ConcurrentHashMap<>(Map.of("k", 1));
  static final Queue<String> headBroken = new ConcurrentLinkedQueue<>(List.of("a", "b"));
  static final ConcurrentSkipListMap<String, String> entryBroken =
      new ConcurrentSkipListMap<>(Map.of("a", "x"));
  static final BlockingQueue<String> timedBroken = new ArrayBlockingQueue<>(2);

  static final List<Integer> otherPlaceFine = Collections.synchronizedList(list());
  static final List<Integer> lockedFine = Collections.synchronizedList(list());
  static final List<Integer> movedFine = Collections.synchronizedList(list());
  static final List<Integer> equalFine = new CopyOnWriteArrayList<>(list());
  static final AtomicStampedReference<String> swappedFine = new AtomicStampedReference<>("a", 0);
  static final AtomicMarkableReference<String> onceFine = new AtomicMarkableReference<>("a", false);
  static final Queue<String> askedFine = new ConcurrentLinkedQueue<>(List.of("a", "b"));
  static final Queue<String> droppedFine = new ConcurrentLinkedQueue<>(List.of("a", "b"));
  static final ConcurrentSkipListMap<String, String> evictedFine =
      new ConcurrentSkipListMap<>(Map.of("a", "x"));
  static final BlockingQueue<String> timedFine = new ArrayBlockingQueue<>(2);

  private Places() {}

  private static List<Integer> list() {
    return new ArrayList<>(List.of(1, 2, 3));
  }

  static void meetAll() {
    lists();
    pairs();
    ends();
    timed();
  }

  private static void raise(List<Integer> list) {
    meet(
        () -> {
          int n = list.get(1);
          here();
          list.set(1, n + 10);
        },
        () -> list.set(1, 7));
  }

  private static void lists() {
    meet(
        () -> {
          int n = listBroken.get(1);
          here();
          listBroken.set(1, n + 10);
        },
        () -> listBroken.set(1, 7));
    meet(
        () -> {
          int n = vectorBroken.get(1);
          here();
          vectorBroken.set(1, n + 10);
        },
        () -> vectorBroken.set(1, 7));
    meet(
        () -> {
          int n = copiedBroken.get(1);
          here();
          copiedBroken.set(1, n + 10);
        },
        () -> copiedBroken.set(1, 7));
    meet(
        () -> {
          int n = otherPlaceFine.get(1);
          here();
          otherPlaceFine.set(1, n + 10);
        },
        () -> otherPlaceFine.set(2, 7));
    meet(
        () -> {
          int n = movedFine.get(0);
          here();
          movedFine.set(1, n);
        },
        () -> movedFine.set(1, 7));
    meet(
        () -> {
          int n = equalFine.get(1);
          here();
          equalFine.set(1, n + 10);
        },
        () -> equalFine.set(1, 2));
    raise(list());
    synchronized (lockedFine) {
      lockedFine.set(0, lockedFine.get(0) + 1);
    }
  }

  private static void pairs() {
    meet(
        () -> {
          String s = stampedBroken.getReference();
          int stamp = stampedBroken.getStamp();
          here();
          stampedBroken.set(s + "b", stamp + 1);
        },
        () -> stampedBroken.set("c", 5));
    meet(
        () -> {
          boolean[] mark = new boolean[1];
          String s = markedBroken.get(mark);
          here();
          if (!mark[0]) {
            markedBroken.set(s + "b", true);
          }
        },
        () -> markedBroken.compareAndSet("a", "c", false, false));
    meet(
        () -> {
          int[] stamp = new int[1];
          String s = swappedFine.get(stamp);
          here();
          while (!swappedFine.compareAndSet(s, s + "b", stamp[0], stamp[0] + 1)) {
            s = swappedFine.get(stamp);
          }
        },
        () -> swappedFine.set("c", 5));
    meet(
        () -> {
          boolean marked = onceFine.isMarked();
          here();
          if (!marked) {
            onceFine.attemptMark("a", true);
          }
        },
        () -> onceFine.set("a", true));
  }

  private static void ends() {
    meet(
        () -> {
          int n = replacedBroken.get("k");
          here();
          replacedBroken.replace("k", n + 1);
        },
        () -> replacedBroken.put("k", 5));
    meet(
        () -> {
          String s = headBroken.peek();
          here();
          if (s != null) {
            headBroken.remove(s);
            System.out.println(s);
          }
        },
        () -> headBroken.poll());
    meet(
        () -> {
          String s = askedFine.peek();
          here();
          if (s != null && askedFine.remove(s)) {
            System.out.println(s);
          }
        },
        () -> askedFine.poll());
    meet(
        () -> {
          String s = droppedFine.peek();
          here();
          if (s != null) {
            droppedFine.remove(s);
          }
        },
        () -> droppedFine.poll());
    meet(
        () -> {
          Map.Entry<String, String> e = entryBroken.firstEntry();
          here();
          if (e != null) {
            entryBroken.remove(e.getKey());
            System.out.println(e.getValue());
          }
        },
        () -> entryBroken.remove("a"));
    meet(
        () -> {
          String first = evictedFine.firstKey();
          here();
          if (first != null) {
            evictedFine.remove(first);
          }
        },
        () -> evictedFine.remove("a"));
  }

  private static void timed() {
    timedBroken.add("a");
    timedFine.add("a");
    meet(
        () -> {
          if (!timedBroken.isEmpty()) {
            here();
            System.out.println(String.valueOf(timedBroken.poll(1, TimeUnit.MILLISECONDS)).length());
          }
        },
        () -> timedBroken.poll());
    meet(
        () -> {
          if (!timedFine.isEmpty()) {
            here();
            String s = timedFine.poll(1, TimeUnit.MILLISECONDS);
            if (s != null) {
              System.out.println(s);
            }
          }
        },
        () -> timedFine.poll());
  }
}
