package example.deadlock;

import java.util.concurrent.Semaphore;

/**
 * Readers of whom the first takes the room and the last gives it back, both under the lock that
 * guards their number: nobody asks for the room under it while another reader has it.
 */
public final class FirstReader {

  private final Object count = new Object();
  private final Semaphore room = new Semaphore(1);
  private int readers;

  private FirstReader() {}

  static void run() throws Exception {
    FirstReader r = new FirstReader();
    Turns.inTurn(r::read, r::read, r::write);
  }

  private void read() throws InterruptedException {
    synchronized (count) {
      if (++readers == 1) {
        room.acquire();
      }
    }
    synchronized (count) {
      if (--readers == 0) {
        room.release();
      }
    }
  }

  private void write() throws InterruptedException {
    room.acquire();
    room.release();
  }
}
