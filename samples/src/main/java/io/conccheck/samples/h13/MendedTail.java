package io.conccheck.samples.h13;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** The helper for the log is ended and awaited before its parent ends. */
public final class MendedTail {

  private MendedTail() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Process tail = new ProcessBuilder("sleep", "4").inheritIO().start();
    try {
      System.out.println(tail.pid() > 0 ? "the log is being followed" : "no helper");
    } finally {
      tail.destroy();
      if (!tail.waitFor(2, TimeUnit.SECONDS)) {
        tail.destroyForcibly().waitFor();
      }
    }
  }
}
