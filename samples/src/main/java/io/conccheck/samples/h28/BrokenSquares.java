package io.conccheck.samples.h28;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A queue of this JVM is to bring back what another process has computed: each has its own. */
public final class BrokenSquares {
  private static final BlockingQueue<Integer> RESULTS = new LinkedBlockingQueue<>();

  private BrokenSquares() {}

  /** What the other process runs. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) {
      RESULTS.add(7 * 7);
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process child =
        new ProcessBuilder(
                java, "-cp", System.getProperty("java.class.path"), Child.class.getName())
            .inheritIO()
            .start();
    child.waitFor();
    Integer square =
        RESULTS.poll(100, TimeUnit.MILLISECONDS); // want source:lock-for-another-process
    System.out.println(square == null ? "nothing came back" : "the square is " + square);
  }
}
