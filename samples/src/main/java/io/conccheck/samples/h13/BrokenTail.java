package io.conccheck.samples.h13;

import java.io.IOException;

/** Starts a helper for the log and forgets it: the helper outlives its parent. */
public final class BrokenTail {

  private BrokenTail() {}

  private static long follow(int seconds) throws IOException {
    ProcessBuilder tail = new ProcessBuilder("sleep", Integer.toString(seconds));
    Process p = tail.start(); // want source:process-not-awaited, runtime:orphan-process
    return p.pid();
  }

  public static void main(String[] args) throws IOException {
    System.out.println(follow(4) > 0 ? "the log is being followed" : "no helper");
  }
}
