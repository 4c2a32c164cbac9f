package example.order;

import example.order.unseen.Turns;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Objects handed out by a race (JLS 17.5): what their constructors wrote is ordered for who reaches
 * it by a final field, however deep. The racy references are told all the same.
 */
public final class FinalEdges {

  static Whole wholeRacy;
  static Whole againRacy;
  static Pair pairRacy;
  static final Whole[] wholesRacy = new Whole[2];
  static Whole opaqueClean;
  static Whole lateClean;
  static Open opaqueOpen;
  static Open openRacy;
  static volatile Whole fenced;
  static volatile Whole unfencedClean;
  static final Whole[] manyClean = new Whole[200];
  static int besideRacy;

  private static final VarHandle OPAQUE = handle("opaqueClean", Whole.class);
  private static final VarHandle LATE = handle("lateClean", Whole.class);
  private static final VarHandle FENCED = handle("fenced", Whole.class);
  private static final VarHandle UNFENCED = handle("unfencedClean", Whole.class);
  private static final VarHandle MANY = MethodHandles.arrayElementVarHandle(Whole[].class);
  private static final VarHandle OPEN = handle("opaqueOpen", Open.class);

  private FinalEdges() {}

  private static VarHandle handle(String name, Class<?> type) {
    try {
      return MethodHandles.lookup().findStaticVarHandle(FinalEdges.class, name, type);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** A chain of objects without final fields. */
  private static final class Link {
    int number;
    Link next;

    Link(int length) {
      number = length;
      next = length == 0 ? null : new Link(length - 1);
    }

    int sum() {
      return number + (next == null ? 0 : next.sum());
    }
  }

  /** All its state lies behind final fields. */
  private static final class Whole {
    private final int[] cells = new int[4];
    private final int[] lateRacy = {0};
    private final int[] laterRacy = {0};
    private final List<Link> links = new ArrayList<>();
    private final Map<String, int[]> named = new HashMap<>();

    Whole() {
      for (int i = 0; i < cells.length; i++) {
        cells[i] = i;
      }
      links.add(new Link(3));
      named.put("a", new int[] {5});
    }

    List<Link> links() {
      return links;
    }

    int sum() {
      int sum = 0;
      for (int c : cells) {
        sum += c;
      }
      for (Link l : links()) {
        sum += l.sum();
      }
      for (Map.Entry<String, int[]> e : named.entrySet()) {
        sum += e.getValue()[0];
      }
      return sum;
    }
  }

  private record Pair(int[] numbers, Map<String, Integer> counts) {}

  /** Its state lies behind fields that are not final. */
  private static final class Open {
    int[] openCellsRacy = new int[2];
    int openNumberRacy;

    Open() {
      openCellsRacy[1] = 4;
      openNumberRacy = 3;
    }
  }

  /** The same again, for what goes through an atomic. */
  private static final class Ajar {
    int[] ajarCellsRacy = new int[2];

    Ajar() {
      ajarCellsRacy[1] = 4;
    }
  }

  public static void main(String[] args) {
    Turns.inTurn(() -> wholeRacy = new Whole(), () -> use(wholeRacy));
    Turns.inTurn(
        () -> {
          besideRacy++;
          againRacy = new Whole();
        },
        () -> {
          use(againRacy);
          besideRacy++;
        });
    Turns.inTurn(
        () -> {
          int[] numbers = {1, 2};
          numbers[1]++;
          Map<String, Integer> counts = new HashMap<>();
          counts.put("a", 1);
          pairRacy = new Pair(numbers, counts);
        },
        () -> require(pairRacy.numbers()[1] + pairRacy.counts().get("a") == 4));
    Turns.inTurn(() -> wholesRacy[1] = new Whole(), () -> use(wholesRacy[1]));
    Turns.inTurn(() -> OPAQUE.setOpaque(new Whole()), () -> use((Whole) OPAQUE.getOpaque()));
    Turns.inTurn(
        () -> {
          Whole w = new Whole();
          LATE.setOpaque(w);
          w.lateRacy[0] = 7;
        },
        () -> require(((Whole) LATE.getOpaque()).lateRacy[0] == 7));
    Turns.inTurn(() -> OPEN.setOpaque(new Open()), () -> use((Open) OPEN.getOpaque()));
    Turns.inTurn(() -> openRacy = new Open(), () -> use(openRacy));
    throughAtomics();
    Turns.inTurn(() -> UNFENCED.setOpaque(new Whole()), () -> use(unfencedClean));
    Turns.inTurn(FinalEdges::handOutMany, FinalEdges::takeMany);
  }

  private static void handOutMany() {
    for (int i = 0; i < manyClean.length; i++) {
      MANY.setOpaque(manyClean, i, new Whole());
    }
  }

  /** Takes all of them before it looks into the first. */
  private static void takeMany() {
    Whole[] taken = new Whole[manyClean.length];
    for (int i = 0; i < taken.length; i++) {
      taken[i] = (Whole) MANY.getOpaque(manyClean, i);
    }
    for (Whole w : taken) {
      require(w.cells[3] == 3);
    }
  }

  /** Neither the store nor the load of an atomic races, and one of them orders nothing. */
  private static void throughAtomics() {
    AtomicReference<Whole> plain = new AtomicReference<>();
    Turns.inTurn(() -> plain.setPlain(new Whole()), () -> use(plain.get()));
    AtomicReference<Whole> set = new AtomicReference<>();
    Turns.inTurn(() -> set.set(new Whole()), () -> use(set.getOpaque()));
    AtomicReferenceArray<Whole> cells = new AtomicReferenceArray<>(3);
    Turns.inTurn(() -> cells.setOpaque(2, new Whole()), () -> use(cells.getPlain(2)));
    AtomicReference<Whole> late = new AtomicReference<>();
    Turns.inTurn(
        () -> {
          Whole w = new Whole();
          late.setOpaque(w);
          w.laterRacy[0] = 7;
        },
        () -> require(late.getOpaque().laterRacy[0] == 7));
    Turns.inTurn(() -> fenced = new Whole(), () -> use((Whole) FENCED.getOpaque()));
    AtomicReference<Ajar> ajar = new AtomicReference<>();
    Turns.inTurn(() -> ajar.setOpaque(new Ajar()), () -> use(ajar.getOpaque()));
  }

  private static void use(Whole w) {
    require(w.sum() == 17);
  }

  private static void use(Open o) {
    require(o.openCellsRacy[1] + o.openNumberRacy == 7);
  }

  private static void use(Ajar a) {
    require(a.ajarCellsRacy[1] == 4);
  }

  private static void require(boolean held) {
    if (!held) {
      throw new AssertionError();
    }
  }
}
