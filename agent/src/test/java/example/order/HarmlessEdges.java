package example.order;

import example.order.unseen.Turns;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Races that do no harm, in fields that end in Note, and such as only look so, in Racy ones. */
public final class HarmlessEdges {

  static boolean doneNote;
  static Object clearedNote = "a";
  static Object replacedRacy = "a";
  static boolean turnedRacy;
  static int countedRacy;
  static int drawn;

  /** Counts by fences and plain accesses. */
  private static final class Sequence {
    private static final VarHandle VALUE = handle();

    private long fencedNote;
    private long halfRacy;
    int behindClean;

    private static VarHandle handle() {
      try {
        return MethodHandles.lookup().findVarHandle(Sequence.class, "fencedNote", long.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    long get() {
      long v = fencedNote;
      VarHandle.acquireFence();
      return v;
    }

    void set(long v) {
      VarHandle.releaseFence();
      fencedNote = v;
    }

    boolean swap(long from, long to) {
      return VALUE.compareAndSet(this, from, to);
    }

    long half() {
      long v = halfRacy;
      VarHandle.acquireFence();
      return v;
    }

    void setHalf(long v) {
      halfRacy = v;
      VarHandle.releaseFence();
    }
  }

  private static void references() {
    Turns.Body clear = () -> clearedNote = null;
    Turns.inTurn(clear, clear);
    Turns.inTurn(() -> replacedRacy = null, () -> replacedRacy = "b");
  }

  private static void fences() {
    Sequence s = new Sequence();
    Turns.inTurn(
        () -> {
          s.behindClean = 1;
          s.set(1);
        },
        () -> {
          if (s.get() == 1) {
            s.behindClean++;
          }
        });
    Turns.inTurn(() -> s.setHalf(1), s::half);
    Turns.inTurn(() -> s.set(2), () -> s.swap(2, 3));
  }

  private HarmlessEdges() {}

  /** Keeps its hash as strings do. */
  private static final class Point {
    private final int x = 3;
    private final String name = "p";
    private int hashNote;
    private int againNote;
    private int twiceRacy;
    private int drawsRacy;
    private int lastRacy;
    private int base = 5;
    private final int[] parts = {1, 2, 3};
    private String textNote;
    private String changingRacy;
    private int sumNote;
    private int mixedNote;
    private int numberRacy;
    private int overRacy;
    private int[] boxRacy;

    @Override
    public int hashCode() {
      int h = hashNote;
      if (h == 0) {
        h = 31 * x + name.hashCode();
        for (int i = 0; i < name.length(); i++) {
          h = 31 * h + name.charAt(i);
        }
        hashNote = h;
      }
      return h;
    }

    int again() {
      int h = againNote;
      if (h != 0) {
        return h;
      }
      return againNote = x * 17;
    }

    /** Reads the field a second time, and may find 0 then. */
    int twice() {
      if (twiceRacy == 0) {
        twiceRacy = 31 * x;
      }
      return twiceRacy;
    }

    /** What it stores hangs on what it read. */
    int draw() {
      int d = drawsRacy;
      drawsRacy = d + x;
      return d;
    }

    /** What it computes from may change. */
    int last() {
      int l = lastRacy;
      if (l == 0) {
        l = base * 3;
        lastRacy = l;
      }
      return l;
    }

    /** A string is whole to whoever gets hold of it. */
    String text() {
      String t = textNote;
      if (t == null) {
        t = name + "@" + x;
        textNote = t;
      }
      return t;
    }

    String changing() {
      String t = changingRacy;
      if (t == null) {
        t = name + base;
        changingRacy = t;
      }
      return t;
    }

    int sum() {
      int s = sumNote;
      if (s == 0) {
        for (int part : parts) {
          s = 31 * s + part;
        }
        sumNote = s;
      }
      return s;
    }

    int mixed() {
      int m = mixedNote;
      if (m == 0) {
        m = mix(parts, x);
        mixedNote = m;
      }
      return m;
    }

    private static int mix(int[] of, int seed) {
      int m = seed;
      for (int i = 0; i < of.length; i++) {
        m = twisted(m, of[i]);
      }
      return m;
    }

    private static int twisted(int m, int n) {
      return Integer.rotateLeft(m, 5) ^ n;
    }

    /** Each thread may get a number of its own. */
    int number() {
      int n = numberRacy;
      if (n == 0) {
        n = next();
        numberRacy = n;
      }
      return n;
    }

    private static synchronized int next() {
      return ++drawn;
    }

    /** A subclass may compute something else each time. */
    int over() {
      int n = overRacy;
      if (n == 0) {
        n = computed();
        overRacy = n;
      }
      return n;
    }

    int computed() {
      return base;
    }

    /** What is in there may not have arrived. */
    int box() {
      int[] b = boxRacy;
      if (b == null) {
        b = new int[] {x};
        boxRacy = b;
      }
      return b.length;
    }

    @Override
    public boolean equals(Object other) {
      return other == this;
    }
  }

  private static void both(Turns.Body body) {
    Turns.inTurn(body, body);
  }

  public static void main(String[] args) {
    Point p = new Point();
    both(p::hashCode);
    both(p::again);
    both(p::twice);
    both(p::draw);
    both(p::last);
    both(p::text);
    both(p::changing);
    both(p::sum);
    both(p::mixed);
    both(p::number);
    both(p::over);
    both(p::box);
    fences();
    references();
    both(() -> doneNote = true);
    Turns.inTurn(() -> turnedRacy = true, () -> turnedRacy = false);
    both(() -> countedRacy++);
  }
}
