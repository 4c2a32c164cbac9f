package example.atomicity;

import static example.atomicity.Meeting.here;
import static example.atomicity.Meeting.meet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.Vector;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** Two steps on collections: those named Broken belong together, those named Fine do not hurt. */
public final class Collections {

  static final Map<String, Integer> getPutBroken = new ConcurrentHashMap<>();
  static final Map<String, Integer> getOrDefaultBroken = new ConcurrentSkipListMap<>();
  static final Map<String, Object> absentBroken = new ConcurrentHashMap<>();
  static final Map<String, Object> wrapperBroken =
      java.util.Collections.synchronizedMap(new HashMap<>());
  static final Map<String, Object> expiredBroken = new ConcurrentHashMap<>();
  static final Map<String, StringBuilder> fetchBroken = new ConcurrentHashMap<>();
  static final Map<String, List<String>> listsBroken = new ConcurrentHashMap<>();
  static final Set<String> seenBroken = ConcurrentHashMap.newKeySet();
  static final List<String> listenersBroken = new CopyOnWriteArrayList<>();
  static final List<String> lastBroken = java.util.Collections.synchronizedList(new ArrayList<>());
  static final Vector<String> vectorBroken = new Vector<>();
  static final Queue<String> emptyRemoveBroken = new ConcurrentLinkedQueue<>();
  static final Queue<String> emptyPollBroken = new LinkedBlockingQueue<>();
  static final Queue<String> peekPollBroken = new ConcurrentLinkedQueue<>();
  static final ArrayBlockingQueue<String> roomBroken = new ArrayBlockingQueue<>(1);

  static final List<String> boundBroken = java.util.Collections.synchronizedList(new ArrayList<>());

  static final Map<String, Integer> otherKeyFine = new ConcurrentHashMap<>();
  static final Map<String, Integer> equalFine = new ConcurrentHashMap<>();
  static final Map<String, Object> putIfAbsentFine = new ConcurrentHashMap<>();
  static final Map<String, Object> recheckFine = new ConcurrentHashMap<>();
  static final Map<String, Object> unrelatedFine = new ConcurrentHashMap<>();
  static final Map<String, Object> replaceFine = new ConcurrentHashMap<>();
  static final Map<String, Object> joinFine = new ConcurrentHashMap<>();
  static final Map<String, Object> plainFine = new HashMap<>();
  static final Set<String> addedFine = ConcurrentHashMap.newKeySet();
  static final Set<String> aloneFine = ConcurrentHashMap.newKeySet();
  static final Queue<String> nullCheckFine = new ConcurrentLinkedQueue<>();
  static final Queue<String> trimFine = new ConcurrentLinkedQueue<>();
  static final List<String> boundFine = java.util.Collections.synchronizedList(new ArrayList<>());
  static final Queue<String> producerFine = new ConcurrentLinkedQueue<>();
  static final ArrayBlockingQueue<String> offerFine = new ArrayBlockingQueue<>(1);
  static int effects;

  private Collections() {}

  public static void main(String[] args) throws InterruptedException {
    brokenMaps();
    brokenOthers();
    brokenQueues();
    Edges.meetAll();
    Places.meetAll();
    fineMaps();
    fineOthers();
    System.out.println("done");
  }

  private static void brokenMaps() {
    meet(
        () -> {
          Integer n = getPutBroken.get("k");
          here();
          getPutBroken.put("k", n == null ? 1 : n + 1);
        },
        () -> getPutBroken.merge("k", 1, Integer::sum));
    meet(
        () -> {
          int n = getOrDefaultBroken.getOrDefault("k", 0);
          here();
          getOrDefaultBroken.put("k", n + 1);
        },
        () -> getOrDefaultBroken.put("k", 7));
    meet(
        () -> {
          boolean there = absentBroken.containsKey("k");
          here();
          if (!there) {
            absentBroken.put("k", new Object());
          }
        },
        () -> absentBroken.put("k", new Object()));
    meet(
        () -> {
          Object v = wrapperBroken.get("k");
          here();
          if (v == null) {
            wrapperBroken.put("k", new Object());
          }
        },
        () -> wrapperBroken.put("k", new Object()));
    expiredBroken.put("k", "old");
    meet(
        () -> {
          Object v = expiredBroken.get("k");
          here();
          if (v == "old") {
            expiredBroken.remove("k");
          }
        },
        () -> expiredBroken.put("k", "new"));
    fetchBroken.put("k", new StringBuilder());
    meet(
        () -> {
          boolean there = fetchBroken.containsKey("k");
          here();
          if (there) {
            effects += String.valueOf(fetchBroken.get("k")).length();
          }
        },
        () -> fetchBroken.remove("k"));
    meet(
        () -> {
          List<String> l = listsBroken.get("k");
          if (l == null) {
            l = new ArrayList<>();
          }
          here();
          l.add("x");
          listsBroken.put("k", l);
        },
        () -> listsBroken.put("k", new ArrayList<>()));
  }

  private static void brokenOthers() {
    meet(
        () -> {
          boolean there = seenBroken.contains("k");
          here();
          if (!there) {
            seenBroken.add("k");
            System.out.println("first");
          }
        },
        () -> seenBroken.add("k"));
    meet(
        () -> {
          boolean there = listenersBroken.contains("k");
          here();
          if (!there) {
            listenersBroken.add("k");
          }
        },
        () -> listenersBroken.add("k"));
    lastBroken.add("a");
    lastBroken.add("b");
    lastBroken.add("c");
    meet(
        () -> {
          int last = lastBroken.size() - 2;
          here();
          effects += lastBroken.get(last).length();
        },
        () -> lastBroken.remove(0));
    vectorBroken.add("a");
    vectorBroken.add("b");
    meet(
        () -> {
          boolean empty = vectorBroken.isEmpty();
          here();
          if (!empty) {
            effects += vectorBroken.firstElement().length();
          }
        },
        () -> vectorBroken.remove("a"));
  }

  private static void brokenQueues() {
    emptyRemoveBroken.addAll(List.of("a", "b"));
    meet(
        () -> {
          boolean empty = emptyRemoveBroken.isEmpty();
          here();
          if (!empty) {
            emptyRemoveBroken.remove();
          }
        },
        () -> emptyRemoveBroken.poll());
    emptyPollBroken.addAll(List.of("a", "b"));
    meet(
        () -> {
          int n = emptyPollBroken.size();
          here();
          if (n > 0) {
            effects += emptyPollBroken.poll().length();
          }
        },
        () -> emptyPollBroken.poll());
    peekPollBroken.addAll(List.of("a", "b"));
    meet(
        () -> {
          String head = peekPollBroken.peek();
          here();
          if (head != null) {
            peekPollBroken.poll();
            System.out.println(head);
          }
        },
        () -> peekPollBroken.poll());
    meet(
        () -> {
          int room = roomBroken.remainingCapacity();
          here();
          if (room > 0) {
            try {
              roomBroken.add("a");
            } catch (IllegalStateException e) {
              System.out.println("full");
            }
          }
        },
        () -> roomBroken.offer("b"));
    meet(
        () -> {
          int size = boundBroken.size();
          here();
          if (size < 1) {
            boundBroken.add("a");
          }
        },
        () -> boundBroken.add("b"));
  }

  private static void fineMaps() throws InterruptedException {
    meet(
        () -> {
          Integer n = otherKeyFine.get("k");
          here();
          otherKeyFine.put("k", n == null ? 1 : n + 1);
        },
        () -> otherKeyFine.put("other", 1));
    meet(
        () -> {
          Integer n = equalFine.get("k");
          here();
          if (n == null) {
            equalFine.put("k", "four".length());
          }
        },
        () -> equalFine.put("k", 4));
    meet(
        () -> {
          Object v = putIfAbsentFine.get("k");
          here();
          if (v == null) {
            putIfAbsentFine.putIfAbsent("k", new Object());
          }
        },
        () -> putIfAbsentFine.put("k", new Object()));
    meet(
        () -> {
          Object v = recheckFine.get("k");
          here();
          if (v == null) {
            synchronized (recheckFine) {
              v = recheckFine.get("k");
              if (v == null) {
                recheckFine.put("k", new Object());
              }
            }
          }
        },
        () -> {
          synchronized (recheckFine) {
            recheckFine.put("k", new Object());
          }
        });
    meet(
        () -> {
          System.out.println(unrelatedFine.get("k") != null);
          here();
          unrelatedFine.put("k", new Object());
        },
        () -> unrelatedFine.put("k", new Object()));
    replaceFine.put("k", "a");
    meet(
        () -> {
          Object v = replaceFine.get("k");
          here();
          if (v != null && !replaceFine.replace("k", v, "b")) {
            System.out.println("again");
          }
        },
        () -> replaceFine.put("k", "c"));
    Object before = joinFine.get("k");
    Thread child = new Thread(() -> joinFine.put("k", new Object()));
    child.start();
    child.join();
    if (before == null) {
      joinFine.put("k", new Object());
    }
    if (plainFine.get("k") == null) {
      plainFine.put("k", new Object());
    }
  }

  private static void fineOthers() {
    meet(
        () -> {
          boolean there = addedFine.contains("k");
          here();
          if (!there && addedFine.add("k")) {
            System.out.println("first");
          }
        },
        () -> addedFine.add("k"));
    meet(
        () -> {
          boolean there = aloneFine.contains("k");
          here();
          if (!there) {
            aloneFine.add("k");
          }
        },
        () -> aloneFine.add("k"));
    nullCheckFine.addAll(List.of("a", "b"));
    meet(
        () -> {
          boolean empty = nullCheckFine.isEmpty();
          here();
          String s = empty ? null : nullCheckFine.poll();
          if (s != null) {
            System.out.println(s);
          }
        },
        () -> nullCheckFine.poll());
    trimFine.addAll(List.of("a", "b", "c"));
    meet(
        () -> {
          int n = trimFine.size();
          here();
          if (n > 2) {
            trimFine.poll();
          }
        },
        () -> trimFine.poll());
    boundFine.add("a");
    meet(
        () -> {
          int size = boundFine.size();
          here();
          if (size < 2) {
            boundFine.add("b");
          }
        },
        () -> boundFine.remove("a"));
    producerFine.add("a");
    meet(
        () -> {
          boolean empty = producerFine.isEmpty();
          here();
          if (!empty) {
            System.out.println(producerFine.remove());
          }
        },
        () -> producerFine.add("b"));
    meet(
        () -> {
          int room = offerFine.remainingCapacity();
          here();
          if (room > 0 && !offerFine.offer("a")) {
            System.out.println("full");
          }
        },
        () -> offerFine.offer("b"));
  }
}
