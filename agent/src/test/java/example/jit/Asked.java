package example.jit;

/** A class that was asked for all its methods, and then writes to a field in ever new epochs. */
public final class Asked {

  private static final int ROUNDS = 600_000;
  private static final long A_WHILE = 1_500; // the agent asks the JIT while the program runs

  private final Object lock = new Object();
  private int sum;

  private void add() {
    synchronized (lock) {
      sum++;
    }
  }

  public static void main(String[] args) throws InterruptedException {
    if (Asked.class.getDeclaredMethods().length == 0) {
      throw new AssertionError("no methods");
    }
    Thread.sleep(A_WHILE);
    Asked asked = new Asked();
    Thread[] threads = {new Thread(asked::half), new Thread(asked::half)};
    for (Thread t : threads) {
      t.start();
    }
    for (Thread t : threads) {
      t.join();
    }
    System.out.println("sum " + asked.sum);
  }

  private void half() {
    for (int i = 0; i < ROUNDS / 2; i++) {
      add();
    }
  }
}
