package example.race;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Hot code with races in it, beside hot code without; some races come late, some once. */
public final class Sampled {

  private static final int ROUNDS = 3_000_000;

  static int racyHot;
  static int racyOnce;
  static final int[] RACY_CELLS = new int[64];
  static final Map<Integer, Integer> RACY_MAP = new HashMap<>(Map.of(1, 1));
  static Object handedOut;
  static Object released;
  private static final VarHandle HANDED_OUT = handle("handedOut");
  private static final VarHandle RELEASED = handle("released");
  private int guarded;
  private int own;
  private final int[] cells = new int[64];

  private static VarHandle handle(String field) {
    try {
      return MethodHandles.lookup().findStaticVarHandle(Sampled.class, field, Object.class);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** What it holds was there before the box was handed out. */
  private static final class Box {
    final int[] numbers = new int[2];

    Box(int i) {
      numbers[0] = i;
      numbers[1] = i + 1;
    }
  }

  /** Hands things out without order, in turn with the other thread, boxes but rarely. */
  private static int handOut(int i) {
    int sum = 0;
    for (int k = 0; k < 20; k++) {
      boolean box = i > ROUNDS / 2 && k == 7;
      HANDED_OUT.setOpaque(box ? new Box(i) : "");
      RELEASED.setRelease(box ? new Box(i) : "");
      sum += look(HANDED_OUT.getOpaque()) + look(RELEASED.getOpaque());
    }
    return sum;
  }

  /** The place that waits is passed over long before there is something to see. */
  private static int await() throws InterruptedException {
    CountDownLatch waits = new CountDownLatch(1);
    int[] seen = new int[1];
    Thread reader =
        new Thread(
            () -> {
              Object got = RELEASED.getOpaque();
              for (int i = 0; got == null; i++) {
                got = RELEASED.getOpaque();
                if (i == ROUNDS / 10) {
                  waits.countDown();
                }
              }
              seen[0] = look(got);
            });
    reader.start();
    waits.await();
    RELEASED.setRelease(new Box(1));
    reader.join();
    return seen[0];
  }

  private static int look(Object got) {
    return got instanceof Box b ? b.numbers[1] - b.numbers[0] - 1 : 0;
  }

  private synchronized int step(int i) {
    guarded += i;
    cells[i & 63]++;
    return guarded;
  }

  private static int work(Sampled shared) {
    Sampled mine = new Sampled();
    for (int i = 0; i < ROUNDS; i++) {
      mine.own += i;
      mine.cells[i * 7 & 63] ^= mine.own;
      racyHot++;
      if (i % 100 == 0) {
        shared.step(i + handOut(i));
        RACY_CELLS[32] += mine.own;
        RACY_MAP.put(1, i);
        RACY_MAP.remove(2 + i % 3);
        RACY_MAP.put(2 + i % 3, i);
      }
    }
    return mine.own + mine.cells[5];
  }

  public static void main(String[] args) throws Exception {
    int wrong = await();
    Sampled shared = new Sampled();
    CountDownLatch begun = new CountDownLatch(2);
    Thread[] threads = new Thread[2];
    int[] sums = new int[2];
    for (int t = 0; t < threads.length; t++) {
      int me = t;
      threads[t] =
          new Thread(
              () -> {
                begun.countDown();
                sums[me] = work(shared);
                racyOnce++;
              });
      threads[t].start();
    }
    for (Thread t : threads) {
      t.join();
    }
    System.out.println("done " + (wrong + sums[0] - sums[1]) + " " + shared.guarded);
  }
}
