package io.conccheck.samples.h20;

import java.io.IOException;

/** Asks the process itself, which knows whether it has ended. */
public final class MendedLatePid {

  private MendedLatePid() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Process worker = new ProcessBuilder("sleep", "0.1").inheritIO().start();
    int status = worker.waitFor();
    boolean there = worker.toHandle().isAlive();
    System.out.println("ended with " + status + (there ? ", still there" : ""));
  }
}
