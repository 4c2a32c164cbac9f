package example.race;

/**
 * Many threads at once read overlapping beginnings of one array and then write parts of their own
 * behind them, by loops that go whole and by single accesses: nothing races.
 */
public final class Prefixes {

  private static final int HEADER = 24;
  private static final int PART = 6;

  private Prefixes() {}

  public static void main(String[] args) throws Exception {
    int rounds = Integer.parseInt(args[0]);
    long sum = 0;
    int[] shared = new int[HEADER + 8 * PART];
    for (int round = 0; round < rounds; round++) {
      int threads = 2 + round % 7;
      if (round % 16 == 0) {
        shared = new int[HEADER + 8 * PART + round % 5];
      }
      sum += round(shared, threads, round);
      for (int i = 0; i < HEADER; i++) {
        shared[i] = round;
      }
    }
    System.out.println("done " + (sum != 0));
  }

  private static long round(int[] shared, int threads, int round) throws InterruptedException {
    long[] sums = new long[threads * 8];
    Thread[] all = new Thread[threads];
    for (int t = 0; t < threads; t++) {
      int id = t;
      all[t] = new Thread(() -> sums[id * 8] = work(shared, id, round));
    }
    for (Thread t : all) {
      t.start();
    }
    long sum = 1;
    for (int t = 0; t < threads; t++) {
      all[t].join();
      sum += sums[t * 8];
    }
    return sum;
  }

  private static long work(int[] shared, int id, int round) {
    long sum = 0;
    int own = HEADER + id * PART;
    int read = (id * 5 + round) % HEADER;
    boolean whole = (id + round & 1) == 0;
    if (whole) {
      for (int i = 0; i < read; i++) {
        sum += shared[i];
      }
    } else {
      for (int i = 0; i < read; i++) {
        sum += single(shared, i);
      }
    }
    for (int i = HEADER - 1; i >= read - 3 && i >= 0; i--) {
      sum += (round & 2) == 0 ? shared[i] : single(shared, i);
    }
    for (int i = own; i < own + PART; i++) {
      shared[i] += i;
    }
    for (int i = own; i < own + PART; i++) {
      sum += single(shared, i);
      shared[i] = (int) sum;
    }
    return sum;
  }

  private static int single(int[] array, int index) {
    return array[index];
  }
}
