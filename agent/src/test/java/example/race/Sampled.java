package example.race;

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
  private int guarded;
  private int own;
  private final int[] cells = new int[64];

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
        shared.step(i);
        RACY_CELLS[32] += mine.own;
        RACY_MAP.put(1, i);
        RACY_MAP.remove(2 + i % 3);
        RACY_MAP.put(2 + i % 3, i);
      }
    }
    return mine.own + mine.cells[5];
  }

  public static void main(String[] args) throws Exception {
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
    System.out.println("done " + (sums[0] - sums[1]) + " " + shared.guarded);
  }
}
