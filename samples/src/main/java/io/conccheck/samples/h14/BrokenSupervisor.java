package io.conccheck.samples.h14;

import java.io.IOException;

/** The shell replaces itself by a program that never collects the shell's children. */
public final class BrokenSupervisor {

  private BrokenSupervisor() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    ProcessBuilder b = new ProcessBuilder("sh", "-c", "sleep 0.1 & exec sleep 3").inheritIO();
    Process p = b.start(); // want runtime:zombie-process
    int status = p.waitFor();
    System.out.println("supervisor ended with " + status);
  }
}
