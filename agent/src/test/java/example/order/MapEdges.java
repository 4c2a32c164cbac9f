package example.order;

import static example.order.unseen.Turns.inTurn;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Edges of {@code ConcurrentHashMap}: fields ending in Clean are ordered, those in Racy are not.
 */
public final class MapEdges {

  static int putClean;
  static int absentClean;
  static int computedClean;
  static int functionClean;
  static int mergeClean;
  static int iterationClean;
  static int valuesClean;
  static int forEachClean;
  static int containsClean;
  static int setClean;
  static int removeClean;
  static int replaceClean;
  static int replacedClean;
  static int reduceClean;
  static int otherKeyRacy;
  static int missRacy;
  static int removedNote;
  static int sizeNote;
  static int puttersRacy;
  static int failedPutRacy;

  private MapEdges() {}

  private static final ConcurrentHashMap<String, Object> MAP = new ConcurrentHashMap<>();

  public static void main(String[] args) {
    puts();
    functions();
    walks();
    noEdges();
  }

  private static void puts() {
    inTurn(
        () -> {
          putClean++;
          MAP.put("a", new Object());
        },
        () -> {
          if (MAP.get(new String("a")) != null) {
            putClean++;
          }
        });
    inTurn(
        () -> {
          containsClean++;
          MAP.put("b", "v");
        },
        () -> {
          if (MAP.containsKey("b")) {
            containsClean++;
          }
        });
    inTurn(
        () -> {
          removeClean++;
          MAP.put("c", "v");
        },
        () -> {
          if (MAP.remove("c") != null) {
            removeClean++;
          }
        });
    inTurn(
        () -> MAP.put("d", "v"),
        () -> {
          replaceClean++;
          MAP.replace("d", "w");
        },
        () -> {
          if (MAP.get("d").equals("w")) {
            replaceClean++;
          }
        });
    inTurn(
        () -> {
          replacedClean++;
          MAP.put("e", "v");
        },
        () -> {
          if (MAP.put("e", "w") != null) {
            replacedClean++;
          }
        });
    Set<String> set = ConcurrentHashMap.newKeySet();
    inTurn(
        () -> {
          setClean++;
          set.add("x");
        },
        () -> {
          if (set.contains("x")) {
            setClean++;
          }
        });
  }

  private static void functions() {
    inTurn(
        () ->
            MAP.computeIfAbsent(
                "f",
                k -> {
                  absentClean++;
                  return new Object();
                }),
        () -> {
          MAP.computeIfAbsent("f", k -> "never");
          absentClean++;
        });
    inTurn(
        () ->
            MAP.compute(
                "g",
                (k, v) -> {
                  computedClean++;
                  functionClean++;
                  return new Object();
                }),
        () ->
            MAP.compute(
                "g",
                (k, v) -> {
                  functionClean++;
                  return new Object();
                }),
        () -> {
          MAP.get("g");
          computedClean++;
        });
    inTurn(
        () -> {
          mergeClean++;
          MAP.merge("h", 1000, (a, b) -> (int) a + (int) b);
        },
        () ->
            MAP.merge(
                "h",
                1000,
                (a, b) -> {
                  mergeClean++;
                  return (int) a + (int) b;
                }),
        () -> {
          if ((int) MAP.get("h") == 2000) {
            mergeClean++;
          }
        });
  }

  private static void walks() {
    inTurn(
        () -> {
          iterationClean++;
          MAP.put("i", new Object());
        },
        () -> {
          for (String k : MAP.keySet()) {
            if (k.equals("i")) {
              iterationClean++;
            }
          }
        });
    inTurn(
        () -> {
          valuesClean++;
          forEachClean++;
          reduceClean++;
          MAP.put("j", new Object());
        },
        () -> {
          for (Object v : MAP.values()) {
            if (v == null) {
              return;
            }
          }
          valuesClean++;
        },
        () ->
            MAP.forEach(
                (k, v) -> {
                  if (k.equals("j")) {
                    forEachClean++;
                  }
                }),
        () -> {
          if (MAP.search(100, (k, v) -> k.equals("j") ? k : null) != null) {
            reduceClean++;
          }
        });
  }

  private static void noEdges() {
    inTurn(
        () -> {
          otherKeyRacy++;
          MAP.put("k", new Object());
        },
        () -> {
          MAP.get("a");
          otherKeyRacy++;
        });
    inTurn(
        () -> {
          missRacy++;
          MAP.get("nothing");
        },
        () -> {
          MAP.get("nothing");
          missRacy++;
        });
    MAP.put("gone", "v");
    inTurn(
        () -> {
          removedNote++;
          MAP.remove("gone");
        },
        () -> {
          if (MAP.get("gone") == null) {
            removedNote++;
          }
        });
    inTurn(
        () -> {
          sizeNote++;
          MAP.put("l", new Object());
        },
        () -> {
          if (MAP.size() > 3) {
            sizeNote++;
          }
        });
    inTurn(
        () -> {
          puttersRacy++;
          MAP.put("m", new Object());
        },
        () -> {
          MAP.put("n", new Object());
          puttersRacy++;
        });
    inTurn(
        () -> MAP.put("o", new Object()),
        () -> {
          failedPutRacy++;
          MAP.putIfAbsent("o", new Object());
        },
        () -> {
          MAP.get("o");
          failedPutRacy++;
        });
  }
}
