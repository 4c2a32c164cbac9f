package io.conccheck.samples.h21;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Waits a moment for the import and ends it if that was not enough. */
public final class MendedTimedWait {

  private MendedTimedWait() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Process load = new ProcessBuilder("sleep", "3").inheritIO().start();
    if (!load.waitFor(100, TimeUnit.MILLISECONDS)) {
      load.destroy();
      int status = load.waitFor();
      System.out.println("import took too long, ended with " + status);
    }
  }
}
