package io.conccheck.samples.h13;

import java.io.IOException;

/** The backup is left to run while the program that ordered it reports success and ends. */
public final class BrokenBackup {

  private BrokenBackup() {}

  public static void main(String[] args) throws IOException {
    String[] command = {"sh", "-c", "sleep 4; exit 3"};
    Runtime.getRuntime().exec(command); // want source:process-not-awaited, runtime:orphan-process
    System.out.println("backup done");
  }
}
