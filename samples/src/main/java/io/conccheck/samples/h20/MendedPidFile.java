package io.conccheck.samples.h20;

import java.io.IOException;

/** A pid is a long. */
public final class MendedPidFile {

  private MendedPidFile() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Process worker = new ProcessBuilder("sleep", "0.1").inheritIO().start();
    long pid = worker.pid();
    int status = worker.waitFor();
    System.out.println((pid == worker.pid() ? "pid kept, " : "pid lost, ") + status);
  }
}
