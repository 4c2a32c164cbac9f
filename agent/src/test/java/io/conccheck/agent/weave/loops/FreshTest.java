package io.conccheck.agent.weave.loops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which accesses are to arrays that nobody else knows yet; the programs are in {@link Arrays}. */
class FreshTest {

  @ParameterizedTest
  @CsvSource({
    "local, 3, 3",
    "filledInALoop, 2, 2",
    "returned, 2, 2",
    "keptInAField, 3, 2",
    "handedOn, 2, 1",
    "captured, 2, 1",
    "madeAgain, 3, 2",
    "oneOfTwo, 1, 1",
    "mayBeTheArgument, 1, 0",
    "escapesInALoop, 1, 0",
    "escapedWhenCaught, 2, 1",
    "withinAnother, 4, 3",
    "filledWithAnother, 3, 0",
    "argument, 1, 0",
    "copied, 2, 2",
    "publishedOpaquely, 1, 0",
    "oneAtATime, 1, 1",
    "keptFromBefore, 3, 2"
  })
  void findsThoseBeforeTheArrayIsGivenAway(String method, int accesses, int fresh)
      throws IOException {
    try (InputStream in = Arrays.class.getResourceAsStream("FreshTest$Arrays.class")) {
      List<Code> codes = Code.of(in.readAllBytes(), (name, desc) -> name.equals(method));
      Flow flow = new Flow(codes.get(0));
      int n = 0;
      for (Code.Insn i : codes.get(0).insns) {
        n += i.isElementRead() || i.isElementWrite() ? 1 : 0;
      }
      assertEquals(accesses, n, "accesses");
      assertEquals(fresh, Fresh.find(flow).cardinality(), "fresh");
    }
  }

  @SuppressWarnings("unused")
  static final class Arrays {
    static final java.lang.invoke.VarHandle KEPT = kept();
    int[] kept;
    int[][] rows;

    private static java.lang.invoke.VarHandle kept() {
      try {
        return java.lang.invoke.MethodHandles.lookup()
            .findVarHandle(Arrays.class, "kept", int[].class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    static void use(int[] a) {}

    static int local() {
      int[] a = new int[2];
      a[0] = 1;
      a[1] = 2;
      return a.length + a[0];
    }

    static int filledInALoop(int n) {
      long[] a = new long[n];
      for (int i = 0; i < a.length; i++) {
        a[i] = i;
      }
      return (int) a[0];
    }

    static int[] returned() {
      return new int[] {1, 2};
    }

    void keptInAField() {
      int[] a = new int[3];
      a[0] = 1;
      a[1] = 2;
      kept = a;
      a[2] = 3;
    }

    static void handedOn() {
      int[] a = {1};
      use(a);
      a[0] = 2;
    }

    static Runnable captured() {
      int[] a = new int[1];
      a[0] = 1;
      Runnable r = () -> use(a);
      a[0] = 2;
      return r;
    }

    void madeAgain() {
      int[] a = new int[1];
      a[0] = 1;
      kept = a;
      a[0] = 2;
      a = new int[1];
      a[0] = 3;
    }

    static void oneOfTwo(boolean b) {
      int[] a = null;
      if (b) {
        a = new int[1];
      } else {
        a = new int[2];
      }
      a[0] = 1;
    }

    static void mayBeTheArgument(int[] a) {
      if (a == null) {
        a = new int[1];
      }
      a[0] = 1;
    }

    void escapesInALoop(int n) {
      int[] a = new int[n];
      for (int i = 0; i < n; i++) {
        a[i] = i;
        kept = a;
      }
    }

    void escapedWhenCaught() {
      int[] a = new int[1];
      try {
        a[0] = 1;
        kept = a;
        use(null);
      } catch (RuntimeException e) {
        a[0] = 2;
      }
    }

    static int[][] withinAnother() {
      int[][] m = new int[2][];
      int[] row = new int[1];
      row[0] = 1;
      m[0] = row;
      row[0] = 2;
      m[1] = row;
      return m;
    }

    static int filledWithAnother() {
      int[][] m = new int[2][];
      int[] row = new int[1];
      java.util.Arrays.fill(m, row);
      row[0] = 2;
      return m[0][0];
    }

    static void argument(int[] a) {
      a[0] = 1;
    }

    static int copied(int[] from) {
      int[] a = new int[4];
      System.arraycopy(from, 0, a, 0, 4);
      a[0] = 3;
      return a[1];
    }

    void publishedOpaquely() {
      int[] a = new int[1];
      a[0] = 1;
      KEPT.setOpaque(this, a);
    }

    void oneAtATime(int n) {
      for (int i = 0; i < n; i++) {
        int[] a = new int[1];
        a[0] = i;
        kept = a;
      }
    }

    /** The array of the round before is no longer known from that of this round. */
    static int keptFromBefore(int n) {
      int[] before = new int[1];
      int sum = 0;
      for (int i = 0; i < n; i++) {
        int[] a = new int[1];
        a[0] = i;
        sum += before[0];
        before = a;
      }
      int[] b = new int[1];
      b[0] = sum;
      return sum;
    }
  }
}
