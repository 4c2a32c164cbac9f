package example.race;

import java.text.SimpleDateFormat;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every kind of variable, raced upon ({@code racy...}) and used rightly ({@code clean...}). */
public final class Accesses {

  static int racyStatic;
  static int cleanStatic;
  static final Object GATE = new Object();

  int racyInt;
  long racyLong;
  double racyDouble;
  Object racyReference;
  boolean racyFlag;
  int cleanGuarded;
  int cleanByVolatile;
  int cleanReadOnly = 7;
  volatile boolean ready;
  volatile long cleanVolatile;

  final int[] racyInts = new int[8];
  final long[] racyLongs = new long[8];
  final String[] racyStrings = new String[8];
  final double[][] racyRows = new double[2][4];
  final byte[] racyBytes = new byte[8];
  final int[] racyFilled = new int[8];
  final int[] racySorted = {3, 2, 1};
  final String[] racyCopied = new String[8];
  final long[] racyCloned = new long[8];
  final int[] racyCopyOf = new int[8];
  final int[] cleanHalves = new int[64];
  final int[] cleanDivided = new int[512];
  final Map<String, Integer> racyMap = new HashMap<>();
  final List<String> racyList = new ArrayList<>();
  final ArrayDeque<String> racyDeque = new ArrayDeque<>();
  final SimpleDateFormat racyFormat = new SimpleDateFormat("yyyy");
  final Map<Integer, Integer> racyLru = new LinkedHashMap<>(16, 0.75f, true);
  final Map<Integer, Integer> cleanPresent = new HashMap<>();
  final List<Integer> cleanSlots = new ArrayList<>(List.of(0, 0));
  final Map<String, Integer> cleanGuardedMap = new HashMap<>();
  final Inner inner = new Inner();
  final Copied copied = new CopiedToo();

  /** Private fields of a nested class are reached through bridges. */
  private static final class Inner {
    private int racyNested;
    private int cleanNested;
  }

  /** A copy is its maker's, whoever reads the original. */
  private static class Copied implements Cloneable {
    int cleanCopied = 1;
    volatile int cleanTold;

    Copied copy() {
      try {
        return (Copied) clone();
      } catch (CloneNotSupportedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Its own words are copied along by a clone that its superclass makes. */
  private static final class CopiedToo extends Copied {
    int cleanOwn = 2;
  }

  /** What a class initialiser writes is ordered before every use of the class. */
  static final class Initialised {
    static int cleanByInitialiser;
    static Inner holder = new Inner();

    static {
      cleanByInitialiser = 1;
      holder.cleanNested = 2;
    }
  }

  private void racyWrite() {
    racyStatic++;
    racyInt++;
    racyLong++;
    racyDouble++;
    racyReference = this;
    racyFlag = true;
    inner.racyNested++;
    racyInts[3]++;
    racyLongs[3]++;
    racyStrings[3] = "x";
    racyRows[1][2] += 1;
    racyBytes[3]++;
    Arrays.fill(racyFilled, 2, 5, 7);
    Arrays.sort(racySorted);
    System.arraycopy(racyCopied, 1, racyCopied, 3, 4);
    racyCloned.clone()[0]++;
    racyCloned[2]++;
    Arrays.copyOf(racyCopyOf, 3)[0]++;
    racyCopyOf[2]++;
    racyMap.put(Thread.currentThread().getName(), 1);
    racyList.add("x");
    racyDeque.add("x");
    racyFormat.format(new Date(0));
    racyLru.get(1);
  }

  private void cleanWork(int id) {
    synchronized (GATE) {
      cleanStatic++;
      cleanGuarded++;
      inner.cleanNested++;
      cleanGuardedMap.put("id" + id, id);
    }
    guardedToo();
    cleanVolatile = id;
    for (int i = id; i < cleanDivided.length; i += 2) {
      cleanDivided[i] += cleanReadOnly;
    }
    int half = id * 32;
    Arrays.fill(cleanHalves, half, half + 32, id);
    System.arraycopy(cleanHalves, half, cleanHalves, half + 16, 16);
    Arrays.sort(cleanHalves, half, half + 32);
    cleanHalves[half] += Arrays.copyOfRange(cleanHalves, half, half + 32).length;
    try {
      Arrays.fill(cleanHalves, half, 100, id);
    } catch (ArrayIndexOutOfBoundsException e) {
      cleanHalves[half + 1]++;
    }
    if (copied.cleanCopied + ((CopiedToo) copied).cleanOwn + copied.cleanTold != 3) {
      throw new IllegalStateException();
    }
    Copied copy = copied.copy();
    copy.cleanCopied = id;
    ((CopiedToo) copy).cleanOwn = id;
    copy.cleanTold = id;
    cleanPresent.put(id, 5);
    cleanSlots.set(id, 5);
    if (Initialised.cleanByInitialiser + Initialised.holder.cleanNested != 3) {
      throw new IllegalStateException();
    }
    if (id == 0) {
      cleanByVolatile = 1;
      ready = true;
    } else if (ready && cleanByVolatile != 1) {
      throw new IllegalStateException();
    }
  }

  private void guardedToo() {
    synchronized (GATE) {
      cleanGuarded++;
    }
  }

  /** {@code clean} or {@code racy}. */
  public static void main(String[] args) throws Exception {
    Accesses a = new Accesses();
    a.racyLru.put(1, 1);
    a.racyLru.put(2, 2);
    a.cleanPresent.put(0, 0);
    a.cleanPresent.put(1, 0);
    if (args[0].equals("racy")) {
      int[] racyCaptured = new int[1];
      Pair.unordered(
          () -> {
            a.racyWrite();
            racyCaptured[0]++;
          },
          () -> {
            a.racyLru.get(2);
            a.racyWrite();
            racyCaptured[0]++;
          });
    } else {
      Pair.unordered(() -> a.cleanWork(0), () -> a.cleanWork(1));
    }
    System.out.println("done " + a.cleanGuarded);
  }
}
