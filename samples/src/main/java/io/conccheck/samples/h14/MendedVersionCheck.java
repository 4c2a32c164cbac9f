package io.conccheck.samples.h14;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Reads what a tool prints and then asks how it ended. */
public final class MendedVersionCheck {

  private MendedVersionCheck() {}

  private static String version() throws IOException, InterruptedException {
    ProcessBuilder tool = new ProcessBuilder("sh", "-c", "echo 4.2; exit 1");
    tool.redirectErrorStream(true);
    Process p = tool.start();
    String line;
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(p.getInputStream(), StandardCharsets.UTF_8))) {
      line = out.readLine();
    }
    int status = p.waitFor();
    return status == 0 ? line : "unknown, status " + status;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    System.out.println("version " + version());
  }
}
