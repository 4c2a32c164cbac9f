package io.conccheck.samples.h09;

/** All voters lock the box; what they only need for themselves stays local and unlocked. */
public final class MendedVoteBox {
  private int votes;

  private void voteMany() {
    int mine = 0;
    for (int i = 0; i < 1_000; i++) {
      mine++;
    }
    synchronized (this) {
      votes += mine;
    }
  }

  private synchronized int votes() {
    return votes;
  }

  public static void main(String[] args) throws InterruptedException {
    MendedVoteBox box = new MendedVoteBox();
    Thread north = new Thread(box::voteMany, "north");
    Thread south = new Thread(box::voteMany, "south");
    north.start();
    south.start();
    north.join();
    south.join();
    System.out.println(box.votes() + " of 2000 votes");
  }
}
