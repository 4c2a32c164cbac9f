package example.order;

import example.order.unseen.Turns;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IntSummaryStatistics;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.Deflater;

/**
 * JDK objects as units where they are extended, viewed, walked, or only a value in them is set:
 * fields ending in Clean are used rightly, those in Racy are not.
 */
public final class UnitEdges {

  static Map<String, Integer> sameKeyRacy = new HashMap<>(Map.of("a", 0, "b", 0));
  static Map<String, Integer> otherKeysClean = new HashMap<>(Map.of("a", 0, "b", 0));
  static List<Integer> sameIndexRacy = new ArrayList<>(List.of(1, 2));
  static List<Integer> otherIndexClean = new ArrayList<>(List.of(1, 2));
  static List<Integer> otherPartClean = new ArrayList<>(List.of(1, 2, 3, 4));
  static List<Integer> samePartRacy = new ArrayList<>(List.of(1, 2, 3, 4));
  static List<Integer> walkedViewRacy = Collections.synchronizedList(new ArrayList<>());
  static List<Integer> walkedViewClean = Collections.synchronizedList(new ArrayList<>());
  static List<Integer> behindViewRacy = new ArrayList<>();
  static List<Integer> viewOfIt = Collections.synchronizedList(behindViewRacy);
  static Numbers extendedRacy = new Numbers();
  static List<Integer> seenAsListRacy = new Numbers();
  static Map<String, Integer> withBodyRacy = body();
  static Recent<String> recentRacy = new Recent<>();
  static Locking lockingClean = new Locking();
  static Counting countingRacy = new Counting();
  static List<Integer> partRacy = new ArrayList<>(List.of(1, 2, 3)).subList(0, 2);
  static Iterator<Integer> stepsRacy = List.of(1, 2, 3).iterator();
  static List<Integer> ownStepsClean = List.of(1, 2, 3);
  static int[] streamedRacy = new int[4];
  static char[] spelledRacy = new char[4];
  static char[] spelledClean = new char[4];

  static Set<Integer> walkedOutsideRacy = new HashSet<>(Set.of(1, 2, 3));
  static Set<Integer> walkedTreeRacy = new TreeSet<>(Set.of(1, 2, 3));
  static Set<Integer> presentClean = new HashSet<>(Set.of(1, 2, 3));
  static TreeMap<Integer, Integer> headRacy = new TreeMap<>(Map.of(1, 1));
  static TreeMap<Integer, Integer> keysRacy = new TreeMap<>(Map.of(1, 1));
  static TreeSet<Integer> partOfSetRacy = new TreeSet<>(Set.of(1, 2, 3));
  static Set<Integer> ofMapRacy = Collections.newSetFromMap(new HashMap<>());
  static Set<Integer> ofMapClean = Collections.newSetFromMap(new ConcurrentHashMap<>());
  static List<Integer> checkedRacy = Collections.checkedList(new ArrayList<>(), Integer.class);
  static List<Integer> sortedRacy = new ArrayList<>(List.of(3, 2, 1));
  static List<Integer> shuffledRacy = new ArrayList<>(List.of(3, 2, 1));
  static List<Integer> filledRacy = new ArrayList<>();
  static List<Integer> halvesClean = new ArrayList<>(List.of(4, 3, 2, 1));
  static List<Integer> throughRacy = Arrays.asList(1, 2, 3);
  static List<Integer> throughClean = Arrays.asList(1, 2, 3);
  static List<Integer> throughSortedRacy = Arrays.asList(3, 2, 1);
  static List<Integer> soughtRacy = Arrays.asList(1, 2, 3);
  static List<Integer> foundBeforeClean = Arrays.asList(1, 2, 3);
  static List<Integer> linkedSortedRacy = new LinkedList<>(List.of(3, 2, 1));
  static ByteBuffer positionRacy = ByteBuffer.allocate(8);
  static IntBuffer limitRacy = IntBuffer.allocate(8);
  static ByteBuffer twinClean = ByteBuffer.allocate(8);
  static IntSummaryStatistics statisticsRacy = new IntSummaryStatistics();
  static StringBuilder appendedRacy = new StringBuilder();
  static Deflater deflaterRacy = new Deflater();

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

  /** Adds to what it overrides and locks nothing. */
  private static final class Counting extends HashMap<Integer, Integer> {
    private static final long serialVersionUID = 1;

    @Override
    public Integer put(Integer key, Integer value) {
      return super.put(key, value + 1);
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
    Turns.inTurn(
        () -> otherPartClean.subList(0, 2).set(1, 5), () -> otherPartClean.subList(2, 4).set(1, 5));
    Turns.inTurn(
        () -> samePartRacy.subList(0, 3).set(2, 5), () -> samePartRacy.subList(1, 4).set(1, 5));
    Turns.inTurn(() -> walkedViewRacy.add(1), () -> sum(walkedViewRacy));
    both(UnitEdges::walkRightly);
    Turns.inTurn(() -> viewOfIt.add(1), () -> behindViewRacy.add(2));
    both(() -> extendedRacy.add(1));
    both(() -> seenAsListRacy.add(1));
    both(() -> withBodyRacy.put("b", 2));
    both(() -> recentRacy.get("a"));
    Turns.inTurn(() -> recentRacy.put("a", 1), () -> recentRacy.put("b", 1));
    Turns.inTurn(
        () -> countingRacy.put(1, 1), () -> countingRacy.put(2, 1), () -> countingRacy.put(3, 1));
    Turns.inTurn(() -> throughSortedRacy.sort(null), () -> throughSortedRacy.get(2));
    Turns.inTurn(() -> soughtRacy.set(2, 5), () -> soughtRacy.contains(7));
    Turns.inTurn(() -> foundBeforeClean.set(2, 5), () -> foundBeforeClean.indexOf(2));
    Turns.inTurn(() -> linkedSortedRacy.sort(null), () -> linkedSortedRacy.get(0));
    both(() -> lockingClean.add(lockingClean.get(add(lockingClean))));
    Turns.inTurn(() -> partRacy.add(5), () -> partRacy.size());
    both(() -> stepsRacy.next());
    both(() -> sum(ownStepsClean));
    Turns.inTurn(() -> streamedRacy[1] = 4, () -> Arrays.stream(streamedRacy).sum());
    Turns.inTurn(() -> spelledRacy[1] = 'a', () -> new String(spelledRacy).isEmpty());
    Turns.inTurn(() -> spelledClean[1] = 'a', () -> new String(spelledClean, 2, 2).isEmpty());
    extendedRacy.addTwice(3);
    sets();
    views();
    lists();
    others();
    Looked.run();
    HandedEdges.main(args);
    WalkEdges.main(args);
  }

  private static void sets() {
    Iterator<Integer> walk = walkedOutsideRacy.iterator();
    Turns.inTurn(() -> walkedOutsideRacy.remove(1), () -> step(walk));
    Iterator<Integer> climb = walkedTreeRacy.iterator();
    Turns.inTurn(() -> walkedTreeRacy.add(9), () -> step(climb));
    Turns.inTurn(() -> presentClean.add(1), () -> presentClean.contains(1));
    Turns.inTurn(() -> ofMapRacy.add(1), () -> ofMapRacy.contains(1));
    Turns.inTurn(() -> ofMapClean.add(1), () -> ofMapClean.contains(1));
  }

  private static void step(Iterator<Integer> walk) {
    try {
      walk.next();
    } catch (ConcurrentModificationException e) {
      return; // as it should
    }
  }

  private static void views() {
    Map<Integer, Integer> head = headRacy.headMap(5);
    Turns.inTurn(() -> head.put(2, 2), () -> headRacy.get(1));
    Set<Integer> keys = keysRacy.keySet();
    Turns.inTurn(() -> keysRacy.put(2, 2), () -> keys.contains(1));
    Set<Integer> part = partOfSetRacy.headSet(3);
    Turns.inTurn(() -> partOfSetRacy.add(0), () -> part.contains(1));
    Turns.inTurn(() -> checkedRacy.add(1), () -> checkedRacy.contains(1));
  }

  private static void lists() {
    Turns.inTurn(() -> Collections.sort(sortedRacy), () -> sortedRacy.get(0));
    Turns.inTurn(() -> Collections.shuffle(shuffledRacy), () -> shuffledRacy.get(0));
    Turns.inTurn(() -> Collections.addAll(filledRacy, 1, 2), () -> filledRacy.size());
    Turns.inTurn(
        () -> Collections.sort(halvesClean.subList(0, 2)),
        () -> Collections.sort(halvesClean.subList(2, 4)));
    Turns.inTurn(() -> throughRacy.set(1, 5), () -> throughRacy.get(1));
    Turns.inTurn(() -> throughClean.set(1, 5), () -> throughClean.get(2));
  }

  private static void others() {
    Turns.inTurn(() -> positionRacy.position(3), () -> positionRacy.position());
    Turns.inTurn(() -> limitRacy.limit(3), () -> limitRacy.remaining());
    ByteBuffer twin = twinClean.duplicate();
    Turns.inTurn(() -> twinClean.position(3), () -> twin.position(4));
    Turns.inTurn(() -> statisticsRacy.accept(3), () -> statisticsRacy.getMax());
    Appendable end = appendedRacy;
    Turns.inTurn(() -> end.append('a'), () -> appendedRacy.length());
    both(() -> deflaterRacy.setInput(new byte[4]));
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

  /** Arrays, buffers and collections that calls of the JDK look into. */
  static final class Looked {
    static int[] equalRacy = new int[4];
    static int[] otherEqualRacy = new int[4];
    static int[] otherLengthClean = new int[5];
    static int[][] deepRacy = new int[2][2];
    static byte[] writtenOutRacy = new byte[4];
    static byte[] writtenOutClean = new byte[4];
    static byte[] wrappedRacy = new byte[8];
    static byte[] wrappedClean = new byte[8];
    static byte[] slicedRacy = new byte[8];
    static List<Integer> comparedRacy = new ArrayList<>();
    static ArrayList<Integer> clonedRacy = new ArrayList<>();
    static StringBuilder comparedTextRacy = new StringBuilder("a");
    static StringBuilder measuredRacy = new StringBuilder("a");

    static void run() {
      int[] same = new int[4];
      Turns.inTurn(
          () -> {
            equalRacy[1] = 0;
            otherEqualRacy[1] = 0;
            otherLengthClean[1] = 0;
            deepRacy[1][1] = 2;
          },
          () -> {
            Turns.keep(Arrays.equals(equalRacy, same));
            Turns.keep(Arrays.mismatch(same, otherEqualRacy));
            Turns.keep(Arrays.equals(same, otherLengthClean));
            Turns.keep(Arrays.deepToString(deepRacy));
          });
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ByteBuffer wrapped = ByteBuffer.wrap(wrappedRacy);
      ByteBuffer other = ByteBuffer.wrap(wrappedClean);
      ByteBuffer sliced = ByteBuffer.wrap(slicedRacy, 4, 4).slice();
      Turns.inTurn(
          () -> {
            writtenOutRacy[1] = 1;
            writtenOutClean[3] = 1;
            wrapped.putInt(2, 7);
            other.putShort(2, (short) 7);
            sliced.put(1, (byte) 1);
          },
          () -> {
            out.write(writtenOutRacy, 0, 3);
            out.write(writtenOutClean, 0, 3);
            Turns.keep(wrappedRacy[5]);
            Turns.keep(other.get(4));
            Turns.keep(wrapped.get(0));
            Turns.keep(slicedRacy[5]);
          });
      List<Integer> none = new ArrayList<>();
      CharSequence text = measuredRacy;
      Turns.inTurn(
          () -> {
            comparedRacy.add(1);
            clonedRacy.add(1);
            comparedTextRacy.append('b');
            measuredRacy.append('b');
          },
          () -> {
            Turns.keep(none.equals(comparedRacy));
            Turns.keep(clonedRacy.clone());
            Turns.keep("ab".contentEquals(comparedTextRacy));
            Turns.keep(text.length());
          });
    }
  }
}
