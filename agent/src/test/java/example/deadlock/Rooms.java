package example.deadlock;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/** A buffer of four: its room is given back by who empties it, and so is no resource. */
final class Rooms {

  private Rooms() {}

  static void run() throws InterruptedException {
    Semaphore room = new Semaphore(4);
    Semaphore full = new Semaphore(0);
    CountDownLatch both = new CountDownLatch(2);
    Thread empties =
        new Thread(
            () ->
                Turns.now(
                    () -> {
                      for (int i = 0; i < 6; i++) {
                        full.acquire();
                        room.release();
                      }
                    }));
    empties.start();
    Pools.twice(
        () -> {
          room.acquire(2);
          Pools.meet(both);
          full.release(2);
          room.acquire();
          full.release();
        });
    empties.join();
  }
}
