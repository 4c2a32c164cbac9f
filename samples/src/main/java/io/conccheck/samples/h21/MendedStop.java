package io.conccheck.samples.h21;

import java.io.IOException;

/** Asks the player to end and waits until it has. */
public final class MendedStop {

  private MendedStop() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Process player = new ProcessBuilder("sleep", "3").inheritIO().start();
    player.destroy();
    System.out.println("player stopped with " + player.waitFor());
  }
}
