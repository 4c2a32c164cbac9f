package io.conccheck.samples.h20;

import java.io.IOException;

/** Looks a process up by its pid after it was collected: the pid may be somebody else's by now. */
public final class BrokenLatePid {

  private BrokenLatePid() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Process worker = new ProcessBuilder("sleep", "0.1").inheritIO().start();
    long pid = worker.pid();
    int status = worker.waitFor();
    boolean there = ProcessHandle.of(pid).isPresent(); // want runtime:stale-pid
    System.out.println("ended with " + status + (there ? ", still there" : ""));
  }
}
