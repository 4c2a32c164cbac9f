package io.conccheck.samples.h09;

/** Every voter locks a lock of his own: the local protects nothing. */
public final class BrokenVoteBox {
  private int votes;

  private void vote() {
    Object lock = new Object();
    synchronized (lock) { // want source:useless-lock
      votes++; // want source:unguarded-shared-field, runtime:data-race
    }
  }

  private void voteMany() {
    for (int i = 0; i < 1_000; i++) {
      vote();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenVoteBox box = new BrokenVoteBox();
    Thread north = new Thread(box::voteMany, "north");
    Thread south = new Thread(box::voteMany, "south");
    north.start();
    south.start();
    north.join();
    south.join();
    System.out.println(box.votes + " of 2000 votes");
  }
}
