package example.atomicity;

import static example.atomicity.Meeting.here;
import static example.atomicity.Meeting.meet;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Two steps of which the first asks for a size or an end; run by {@link Collections}. */
final class Edges {

  static final Map<String, Integer> fullBroken = new ConcurrentHashMap<>();
  static final Map<String, Integer> roomFine = new ConcurrentHashMap<>();
  static final ConcurrentSkipListMap<String, String> firstBroken = new ConcurrentSkipListMap<>();
  static final ConcurrentSkipListMap<String, String> firstFine = new ConcurrentSkipListMap<>();
  static int lengths;

  private Edges() {}

  static void meetAll() {
    meet(
        () -> {
          if (fullBroken.size() < 1) {
            here();
            fullBroken.put("a", 1);
          }
        },
        () -> fullBroken.put("b", 1));
    meet(
        () -> {
          if (roomFine.size() < 2) {
            here();
            roomFine.put("a", 1);
          }
        },
        () -> roomFine.put("b", 1));
    firstBroken.putAll(Map.of("a", "x", "b", "y"));
    meet(
        () -> {
          String first = firstBroken.firstKey();
          here();
          String taken = firstBroken.remove(first);
          lengths += String.valueOf(taken).length();
        },
        () -> firstBroken.remove("a"));
    firstFine.putAll(Map.of("a", "x", "b", "y"));
    meet(
        () -> {
          String first = firstFine.firstKey();
          here();
          String taken = firstFine.remove(first);
          lengths += taken == null ? 0 : taken.length();
        },
        () -> firstFine.remove("a"));
  }
}
