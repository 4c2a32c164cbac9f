package io.conccheck.samples.h14;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Waits for the exporter to end before it reads: the exporter waits for a reader. */
public final class BrokenLogExport {

  private BrokenLogExport() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    ProcessBuilder export = new ProcessBuilder("sh", "-c", "yes line | head -c 300000");
    export.redirectErrorStream(true);
    Process p = export.start(); // want runtime:undrained-process
    boolean ended = p.waitFor(4, TimeUnit.SECONDS); // want source:wait-before-drain
    if (ended) {
      byte[] log = p.getInputStream().readAllBytes();
      System.out.println(new String(log, StandardCharsets.US_ASCII).length() + " characters");
    } else {
      System.out.println("the exporter hangs");
      p.destroyForcibly().waitFor();
    }
  }
}
