package io.conccheck.samples.h14;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Reads what a tool prints but never asks how it ended. */
public final class BrokenVersionCheck {

  private BrokenVersionCheck() {}

  private static String version() throws IOException {
    ProcessBuilder tool = new ProcessBuilder("sh", "-c", "echo 4.2; exit 1");
    tool.redirectErrorStream(true);
    Process p = tool.start(); // want source:process-not-awaited, runtime:unreaped-process
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(p.getInputStream(), StandardCharsets.UTF_8))) {
      return out.readLine();
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    System.out.println("version " + version());
    Thread.sleep(200);
  }
}
