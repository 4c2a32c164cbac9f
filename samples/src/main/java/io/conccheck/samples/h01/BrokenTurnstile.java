package io.conccheck.samples.h01;

/** Two gates of a stadium count their visitors in one plain field: visitors get lost. */
public final class BrokenTurnstile {
  private int visitors;

  private void admit(int people) {
    for (int i = 0; i < people; i++) {
      visitors++; // want source:unguarded-shared-field, runtime:data-race
    }
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenTurnstile stadium = new BrokenTurnstile();
    Thread north = new Thread(() -> stadium.admit(20_000), "north");
    Thread south = new Thread(() -> stadium.admit(20_000), "south");
    north.start();
    south.start();
    north.join();
    south.join();
    System.out.println(stadium.visitors + " of 40000 visitors counted");
  }
}
