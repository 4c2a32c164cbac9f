package io.conccheck.samples.h13;

import java.io.IOException;

/** Ends and awaits the shell, but not what the shell has started in the background. */
public final class BrokenBuildDaemon {

  private BrokenBuildDaemon() {}

  private static ProcessBuilder compiler() {
    return new ProcessBuilder("sh", "-c", "sleep 4 >/dev/null 2>&1 & sleep 0.3; sleep 3")
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Process shell = compiler().start(); // want runtime:orphan-process
    Thread.sleep(200);
    shell.destroy();
    shell.waitFor();
    System.out.println("compiler stopped");
  }
}
