package io.conccheck.samples.h14;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads to the end, then waits. */
public final class MendedLogExport {

  private MendedLogExport() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    ProcessBuilder export = new ProcessBuilder("sh", "-c", "yes line | head -c 300000");
    export.redirectErrorStream(true);
    Process p = export.start();
    String log = new String(p.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    int status = p.waitFor();
    System.out.println(log.length() + " characters exported, status " + status);
  }
}
