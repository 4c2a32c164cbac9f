package io.conccheck.samples.h21;

import java.io.IOException;

/** Asks the player to end and does not look whether it does. */
public final class BrokenStop {

  private BrokenStop() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Process player = new ProcessBuilder("sleep", "3").inheritIO().start();
    player.destroy(); // want source:destroy-without-wait, runtime:destroyed-not-awaited
    Thread.sleep(300);
    System.out.println("player stopped, probably");
  }
}
