package guest;

import java.util.ArrayList;
import java.util.List;

/** Fills nine tenths of the heap with arrays and goes through them with two threads. */
public final class NearlyFull {

  private static final int LENGTH = 10_000;

  private NearlyFull() {}

  public static void main(String[] args) throws Exception {
    Runtime r = Runtime.getRuntime();
    long most = r.maxMemory() / 10 * 9;
    List<int[]> all = new ArrayList<>();
    for (long taken = 4L << 20; taken < most; taken += 4L * LENGTH + 16) {
      all.add(new int[LENGTH]);
    }
    long[] sums = new long[2];
    Thread[] threads = new Thread[2];
    for (int t = 0; t < threads.length; t++) {
      int me = t;
      threads[t] = new Thread(() -> sums[me] = work(all, me));
      threads[t].start();
    }
    for (Thread t : threads) {
      t.join();
    }
    System.out.println("sums " + sums[0] + " " + sums[1] + " " + all.size());
  }

  private static long work(List<int[]> all, int me) {
    long sum = 0;
    for (int a = me; a < all.size(); a += 2) {
      int[] cells = all.get(a);
      for (int i = 0; i < LENGTH; i++) {
        cells[i] = i;
      }
      for (int i = 0; i < LENGTH; i++) {
        int scattered = (int) (i * 7919L % LENGTH);
        cells[scattered] += scattered;
        sum += cells[scattered];
      }
    }
    return sum;
  }
}
