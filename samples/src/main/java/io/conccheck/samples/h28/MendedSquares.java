package io.conccheck.samples.h28;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What another process has computed comes back through its output. */
public final class MendedSquares {

  private MendedSquares() {}

  /** What the other process runs. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) {
      System.out.println(7 * 7);
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process child =
        new ProcessBuilder(
                java, "-cp", System.getProperty("java.class.path"), Child.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String square = new String(child.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    child.waitFor();
    System.out.println("the square is " + square.strip());
  }
}
