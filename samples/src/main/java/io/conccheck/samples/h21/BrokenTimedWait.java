package io.conccheck.samples.h21;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;

/** Waits a moment for the import and goes on as if it had ended. */
public final class BrokenTimedWait {

  private BrokenTimedWait() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    ProcessBuilder sleep = new ProcessBuilder("sleep", "3").inheritIO();
    Process load = sleep.start(); // want runtime:orphan-process
    load.waitFor(99, MILLISECONDS); // want source:timed-wait-ignored, runtime:timed-wait-ignored
    System.out.println("import done");
  }
}
