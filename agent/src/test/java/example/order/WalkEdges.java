package example.order;

import example.order.unseen.Turns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.StreamTokenizer;
import java.io.StringReader;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Queue;
import java.util.Spliterator;
import java.util.TreeMap;

/**
 * Values of collections that are reached by walking them, and objects that are copied or written
 * out as a whole by the JDK.
 */
public final class WalkEdges {

  static Map<String, Integer> entryRacy = new HashMap<>(Map.of("a", 1, "b", 2));
  static Map<String, Integer> entryClean = new HashMap<>(Map.of("a", 1, "b", 2));
  static Map<String, Integer> sortedEntryRacy = new TreeMap<>(Map.of("a", 1, "b", 2));
  static Map<String, Integer> linkedEntryRacy = new LinkedHashMap<>(Map.of("a", 1));
  static Map<String, Integer> valuesRacy = new HashMap<>(Map.of("a", 1));
  static Map<String, Integer> keysClean = new HashMap<>(Map.of("a", 1));
  static Map<String, Integer> replacedRacy = new HashMap<>(Map.of("a", 1));
  static Map<String, Integer> replacedClean = new HashMap<>(Map.of("a", 1));
  static List<Integer> setRacy = new ArrayList<>(List.of(1, 2, 3));
  static List<Integer> setClean = new ArrayList<>(List.of(7, 7, 7));
  static List<Integer> walkedRacy = new ArrayList<>(List.of(1, 2, 3));
  static List<Integer> walkedClean = new ArrayList<>(List.of(1, 2, 3));
  static List<Integer> linkedRacy = new LinkedList<>(List.of(1, 2, 3));
  static List<Integer> backRacy = new LinkedList<>(List.of(1, 2, 3));
  static List<Integer> swappedRacy = new ArrayList<>(List.of(1, 2, 3));
  static List<Integer> swappedClean = new ArrayList<>(List.of(1, 2, 3));
  static List<Integer> copiedIntoRacy = new ArrayList<>(List.of(1, 2, 3));
  static List<Integer> throughRacy = Arrays.asList(3, 2, 1);
  static Queue<Integer> lifoRacy = Collections.asLifoQueue(new ArrayDeque<>());
  static Spliterator<Integer> splitRacy = new ArrayList<>(List.of(1, 2)).spliterator();
  static Map.Entry<String, Integer> pairRacy = new AbstractMap.SimpleEntry<>("a", 1);
  static Map.Entry<String, Integer> pairShownRacy = new AbstractMap.SimpleEntry<>("a", 1);
  static Map.Entry<String, Integer> pairClean = new AbstractMap.SimpleEntry<>("a", 1);
  static Map.Entry<String, Integer> pairKeyClean = new AbstractMap.SimpleEntry<>("a", 1);
  static StreamTokenizer tokensRacy = new StreamTokenizer(new StringReader("a b c"));

  private WalkEdges() {}

  /** Is copied by what {@code Object} does. */
  private static final class Copied implements Cloneable {
    int copiedRacy;
    int otherClean;

    @Override
    public Copied clone() {
      try {
        return (Copied) super.clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Is written out field by field, but for one. */
  private static final class Written implements Serializable {
    private static final long serialVersionUID = 1;
    int writtenRacy;
    transient int leftClean;
    final Part part = new Part();
  }

  /** Is written out with what it is in. */
  private static final class Part implements Serializable {
    private static final long serialVersionUID = 1;
    int withItRacy;
  }

  private static void pairs() {
    Turns.inTurn(() -> pairRacy.setValue(2), () -> pairRacy.getValue().byteValue());
    Turns.inTurn(() -> pairShownRacy.setValue(2), () -> pairShownRacy.toString().isEmpty());
    Turns.inTurn(() -> pairKeyClean.setValue(2), () -> pairKeyClean.getKey().isEmpty());
    Turns.Body locked =
        () -> {
          synchronized (pairClean) {
            pairClean.setValue(pairClean.getValue() + 1);
          }
        };
    Turns.inTurn(locked, locked);
  }

  public static void main(String[] args) {
    pairs();
    entries();
    lists();
    others();
  }

  private static Turns.Body setAll(Map<String, Integer> map, String key) {
    return () -> {
      for (Map.Entry<String, Integer> e : map.entrySet()) {
        if (e.getKey().equals(key)) {
          e.setValue(5);
        }
      }
    };
  }

  private static void entries() {
    Turns.inTurn(setAll(entryRacy, "a"), () -> entryRacy.get("a"));
    Turns.inTurn(setAll(entryClean, "a"), setAll(entryClean, "b"), () -> entryClean.size());
    Turns.inTurn(setAll(sortedEntryRacy, "a"), () -> sortedEntryRacy.get("a"));
    Turns.inTurn(
        () -> linkedEntryRacy.put("a", 4),
        () -> linkedEntryRacy.entrySet().forEach(e -> Turns.keep(e.getValue())));
    Turns.inTurn(
        () -> valuesRacy.put("a", 4), () -> Turns.keep(valuesRacy.values().iterator().next()));
    Turns.inTurn(
        () -> keysClean.put("a", 4), () -> Turns.keep(keysClean.keySet().iterator().next()));
    Turns.inTurn(
        () -> replacedRacy.replaceAll((k, v) -> v + 1), () -> Turns.keep(replacedRacy.get("a")));
    Turns.inTurn(
        () -> replacedClean.replaceAll((k, v) -> v + 1),
        () -> Turns.keep(replacedClean.containsKey("a")));
  }

  private static Turns.Body setAt(List<Integer> list, int index) {
    return () -> {
      ListIterator<Integer> walk = list.listIterator(index);
      walk.next();
      walk.set(7);
    };
  }

  private static void lists() {
    Turns.inTurn(setAt(setRacy, 1), () -> Turns.keep(setRacy.get(1)));
    Turns.inTurn(setAt(setClean, 1), setAt(setClean, 2));
    Turns.inTurn(setAt(linkedRacy, 1), () -> Turns.keep(linkedRacy.get(1)));
    Turns.inTurn(
        () -> backRacy.set(1, 8),
        () -> {
          ListIterator<Integer> walk = backRacy.listIterator(2);
          walk.previous();
          walk.set(9);
        });
    Turns.inTurn(
        () -> walkedRacy.set(1, 5),
        () -> {
          for (int each : walkedRacy) {
            Turns.keep(each);
          }
        });
    Turns.inTurn(
        () -> walkedClean.set(1, 5),
        () -> {
          Iterator<Integer> walk = walkedClean.iterator();
          Turns.keep(walk.next());
          walk.hasNext();
        });
    Turns.inTurn(() -> Collections.swap(swappedRacy, 0, 1), () -> Turns.keep(swappedRacy.get(1)));
    Turns.inTurn(() -> Collections.swap(swappedClean, 0, 1), () -> Turns.keep(swappedClean.get(2)));
    Turns.inTurn(
        () -> Collections.copy(copiedIntoRacy, List.of(4, 5)),
        () -> Turns.keep(copiedIntoRacy.get(1)));
    Turns.inTurn(() -> Collections.sort(throughRacy), () -> Turns.keep(throughRacy.get(1)));
  }

  private static void others() {
    Turns.inTurn(() -> lifoRacy.add(1), () -> lifoRacy.add(2));
    Turns.Body step = () -> splitRacy.tryAdvance(Turns::keep);
    Turns.inTurn(step, step);
    Turns.Body token = () -> tokensRacy.nextToken();
    Turns.inTurn(token, token);
    Copied copied = new Copied();
    Turns.inTurn(() -> copied.copiedRacy++, () -> Turns.keep(copied.clone()));
    Copied other = new Copied();
    Turns.inTurn(() -> other.otherClean++, () -> Turns.keep(new Copied().clone()));
    Written written = new Written();
    Turns.inTurn(
        () -> {
          written.writtenRacy++;
          written.leftClean++;
          written.part.withItRacy++;
        },
        () -> write(written));
  }

  private static void write(Object o) throws IOException {
    new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(o);
  }
}
