package example.order;

import example.order.unseen.Turns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JDK objects as units where they are extended, viewed, walked, or only a value in them is set:
 * fields ending in Clean are used rightly, those in Racy are not.
 */
public final class UnitEdges {

  static Map<String, Integer> sameKeyRacy = new HashMap<>(Map.of("a", 0, "b", 0));
  static Map<String, Integer> otherKeysClean = new HashMap<>(Map.of("a", 0, "b", 0));
  static List<Integer> sameIndexRacy = new ArrayList<>(List.of(1, 2));
  static List<Integer> otherIndexClean = new ArrayList<>(List.of(1, 2));
  static List<Integer> walkedViewRacy = Collections.synchronizedList(new ArrayList<>());
  static List<Integer> walkedViewClean = Collections.synchronizedList(new ArrayList<>());
  static List<Integer> behindViewRacy = new ArrayList<>();
  static List<Integer> viewOfIt = Collections.synchronizedList(behindViewRacy);
  static Numbers extendedRacy = new Numbers();
  static List<Integer> seenAsListRacy = new Numbers();
  static Map<String, Integer> withBodyRacy = body();
  static Recent<String> recentRacy = new Recent<>();
  static Locking lockingClean = new Locking();
  static List<Integer> partRacy = new ArrayList<>(List.of(1, 2, 3)).subList(0, 2);
  static Iterator<Integer> stepsRacy = List.of(1, 2, 3).iterator();
  static List<Integer> ownStepsClean = List.of(1, 2, 3);
  static int[] streamedRacy = new int[4];
  static char[] spelledRacy = new char[4];
  static char[] spelledClean = new char[4];

  private UnitEdges() {}

  private static Map<String, Integer> body() {
    return new HashMap<>() {
      private static final long serialVersionUID = 1;

      {
        put("a", 1);
      }
    };
  }

  /** A list and nothing else. */
  private static final class Numbers extends ArrayList<Integer> {
    private static final long serialVersionUID = 1;

    void addTwice(int n) {
      add(n);
      add(n);
    }
  }

  /** The map of a cache. */
  private static final class Recent<K> extends LinkedHashMap<K, Integer> {
    private static final long serialVersionUID = 1;

    Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, Integer> eldest) {
      return size() > 2;
    }
  }

  /** Makes a list safe by locks of its own. */
  private static final class Locking extends ArrayList<Integer> {
    private static final long serialVersionUID = 1;

    @Override
    public synchronized boolean add(Integer n) {
      return super.add(n);
    }

    @Override
    public synchronized Integer get(int index) {
      return super.get(index);
    }
  }

  private static void both(Turns.Body body) {
    Turns.inTurn(body, body);
  }

  public static void main(String[] args) {
    both(() -> sameKeyRacy.merge("a", 1, Integer::sum));
    Turns.inTurn(() -> otherKeysClean.put("a", 1), () -> otherKeysClean.put("b", 1));
    both(() -> sameIndexRacy.set(0, sameIndexRacy.get(0) + 1));
    Turns.inTurn(() -> otherIndexClean.set(0, 5), () -> otherIndexClean.set(1, 5));
    Turns.inTurn(() -> walkedViewRacy.add(1), () -> sum(walkedViewRacy));
    both(UnitEdges::walkRightly);
    Turns.inTurn(() -> viewOfIt.add(1), () -> behindViewRacy.add(2));
    both(() -> extendedRacy.add(1));
    both(() -> seenAsListRacy.add(1));
    both(() -> withBodyRacy.put("b", 2));
    both(() -> recentRacy.get("a"));
    Turns.inTurn(() -> recentRacy.put("a", 1), () -> recentRacy.put("b", 1));
    both(() -> lockingClean.add(lockingClean.get(add(lockingClean))));
    Turns.inTurn(() -> partRacy.add(5), () -> partRacy.size());
    both(() -> stepsRacy.next());
    both(() -> sum(ownStepsClean));
    Turns.inTurn(() -> streamedRacy[1] = 4, () -> Arrays.stream(streamedRacy).sum());
    Turns.inTurn(() -> spelledRacy[1] = 'a', () -> new String(spelledRacy).isEmpty());
    Turns.inTurn(() -> spelledClean[1] = 'a', () -> new String(spelledClean, 2, 2).isEmpty());
    extendedRacy.addTwice(3);
  }

  private static int add(List<Integer> to) {
    to.add(0);
    return 0;
  }

  private static int sum(List<Integer> list) {
    int sum = 0;
    for (int n : list) {
      sum += n;
    }
    return sum;
  }

  private static void walkRightly() {
    walkedViewClean.add(1);
    synchronized (walkedViewClean) {
      sum(walkedViewClean);
    }
  }
}
