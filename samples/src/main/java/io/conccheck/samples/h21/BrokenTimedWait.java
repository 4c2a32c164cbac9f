package io.conccheck.samples.h21;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Waits a moment for the import and goes on as if it had ended. */
public final class BrokenTimedWait {

  private BrokenTimedWait() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Process load =
        new ProcessBuilder("sleep", "3").inheritIO().start(); // want runtime:orphan-process
    load.waitFor(
        100, TimeUnit.MILLISECONDS); // want source:timed-wait-ignored, runtime:timed-wait-ignored
    System.out.println("import done");
  }
}
