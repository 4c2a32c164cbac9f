package io.conccheck.samples.h13;

import java.io.IOException;
import java.util.List;

/** Ends the shell and what the shell has started, and awaits them. */
public final class MendedBuildDaemon {

  private MendedBuildDaemon() {}

  private static ProcessBuilder compiler() {
    return new ProcessBuilder("sh", "-c", "sleep 4 >/dev/null 2>&1 & wait")
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Process shell = compiler().start();
    Thread.sleep(500);
    List<ProcessHandle> family = shell.descendants().toList();
    shell.destroy();
    shell.waitFor();
    for (ProcessHandle child : family) {
      child.destroy();
      child.onExit().join();
    }
    System.out.println("compiler stopped");
  }
}
