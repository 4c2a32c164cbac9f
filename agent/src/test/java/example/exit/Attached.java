package example.exit;

import java.util.concurrent.Executors;

/** Makes a pool when its standard input ends, and leaves it. */
public final class Attached {

  private Attached() {}

  public static void main(String[] args) throws Exception {
    System.out.println("ready");
    while (System.in.read() >= 0) {
      Thread.onSpinWait();
    }
    Executors.newFixedThreadPool(1).submit(() -> 1).get();
    System.exit(0);
  }
}
