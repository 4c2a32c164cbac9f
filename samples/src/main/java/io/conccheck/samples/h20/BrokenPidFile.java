package io.conccheck.samples.h20;

import java.io.IOException;

/** A pid is put into a short, as if it could not be larger than 65535. */
public final class BrokenPidFile {

  private BrokenPidFile() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Process worker = new ProcessBuilder("sleep", "0.1").inheritIO().start();
    short pid = (short) worker.pid(); // want source:pid-narrowed
    int status = worker.waitFor();
    System.out.println((pid == worker.pid() ? "pid kept, " : "pid lost, ") + status);
  }
}
