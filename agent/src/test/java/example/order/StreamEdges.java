package example.order;

import example.order.unseen.Turns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Streams look at what is behind them only when they end, whoever does that. */
public final class StreamEdges {

  static List<Integer> handedRacy = new ArrayList<>();
  static List<Integer> handedClean = new ArrayList<>();
  static List<Integer> outsideRacy = new ArrayList<>();
  static List<Integer> insideClean = new ArrayList<>();
  static List<Integer> viewRacy = Collections.synchronizedList(new ArrayList<>());
  static List<Integer> viewClean = Collections.synchronizedList(new ArrayList<>());
  static List<Integer> mappedRacy = new ArrayList<>();
  static List<Integer> referredRacy = new ArrayList<>();
  static List<Integer> closedClean = new ArrayList<>();
  static List<Integer> copyClean = new CopyOnWriteArrayList<>();
  static Map<Integer, Integer> keysRacy = new HashMap<>();
  static Map<Integer, Integer> treeRacy = new TreeMap<>();
  static int[] numbersRacy = new int[4];
  static int[] lockedNumbersClean = new int[4];
  static int[] limitedClean = {0, 1, 2, 3};

  private StreamEdges() {}

  private static Stream<Integer> outside() {
    synchronized (outsideRacy) {
      return outsideRacy.stream();
    }
  }

  private static void add() {
    synchronized (outsideRacy) {
      outsideRacy.add(1);
    }
  }

  public static void main(String[] args) {
    Stream<Integer> handed = handedRacy.stream();
    Turns.inTurn(() -> handedRacy.add(1), () -> handed.forEach(StreamEdges::drop));
    Stream<Integer> own = handedClean.stream();
    Turns.inTurn(() -> own.forEach(StreamEdges::drop));
    handedClean.add(1);
    Turns.inTurn(() -> drop(outside().count()), StreamEdges::add);
    Turns.Body inside =
        () -> {
          synchronized (insideClean) {
            insideClean.add((int) insideClean.stream().filter(n -> n > 0).count());
          }
        };
    Turns.inTurn(inside, inside);
    views();
    Stream<String> mapped = mappedRacy.stream().map(String::valueOf).filter(s -> !s.isEmpty());
    Turns.inTurn(() -> mappedRacy.add(1), () -> drop(mapped.collect(Collectors.toList())));
    Supplier<Object[]> referred = referredRacy.stream()::toArray;
    Turns.inTurn(() -> referredRacy.add(1), () -> drop(referred.get()));
    Stream<Integer> closed = closedClean.stream();
    Turns.inTurn(() -> closedClean.add(1), closed::close);
    Stream<Integer> copy = copyClean.stream();
    Turns.inTurn(() -> copyClean.add(1), () -> drop(copy.count()));
    Stream<Integer> keys = keysRacy.keySet().stream();
    Turns.inTurn(() -> keysRacy.put(1, 1), () -> drop(keys.count()));
    Stream<Integer> tree = treeRacy.keySet().stream();
    Turns.inTurn(() -> treeRacy.put(1, 1), () -> drop(tree.findFirst()));
    numbers();
  }

  private static void views() {
    Stream<Integer> behind = viewRacy.stream();
    Turns.inTurn(() -> viewRacy.add(1), () -> drop(behind.count()));
    Stream<Integer> rightly = viewClean.stream();
    Turns.inTurn(
        () -> viewClean.add(1),
        () -> {
          synchronized (viewClean) {
            drop(rightly.count());
          }
        });
  }

  private static void numbers() {
    Turns.inTurn(() -> drop(numbers(1).sum()), () -> drop(numbers(2).sum()));
    Turns.Body inside =
        () -> {
          synchronized (lockedNumbersClean) {
            lockedNumbersClean[1]++;
            drop(Arrays.stream(lockedNumbersClean).sum());
          }
        };
    Turns.inTurn(inside, inside);
    Turns.together(
        () -> {
          IntStream limited = Arrays.stream(limitedClean, 0, 2);
          Turns.next();
          Turns.await(2);
          drop(limited.map(n -> n + 1).sum());
        },
        () -> {
          Turns.await(1);
          limitedClean[3] = 7;
          Turns.next();
        });
  }

  private static IntStream numbers(int first) {
    synchronized (numbersRacy) {
      numbersRacy[0] = first;
      return Arrays.stream(numbersRacy);
    }
  }

  private static void drop(Object o) {
    o.hashCode();
  }
}
