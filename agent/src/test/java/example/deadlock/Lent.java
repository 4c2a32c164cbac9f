package example.deadlock;

import java.net.ServerSocket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.StampedLock;

/**
 * What one thread has taken another one gives back, while the first waits for a third that wants
 * it. Or, with an argument, a lock that its holder wants once more, beside a server.
 */
public final class Lent {

  private static final int MILLIS = 1_500;

  private Lent() {}

  public static void main(String[] args) throws Exception {
    if (args.length > 0) {
      again();
      return;
    }
    StampedLock lock = new StampedLock();
    long[] stamp = new long[1];
    lend(
        () -> stamp[0] = lock.writeLock(),
        () -> lock.unlockWrite(stamp[0]),
        () -> lock.unlockRead(lock.readLock()));
    Semaphore permit = new Semaphore(1);
    lend(permit::acquire, permit::release, permit::acquire);
    StrandedLocks.Mutex mutex = new StrandedLocks.Mutex();
    lend(() -> mutex.acquire(1), () -> mutex.release(1), () -> mutex.acquire(1));
    System.out.println("done");
  }

  private static void lend(Turns.Task take, Turns.Task giveBack, Turns.Task takeToo)
      throws Exception {
    CountDownLatch taken = new CountDownLatch(1);
    Thread wants = new Thread(() -> Turns.now(takeToo), "wants");
    Thread lends =
        new Thread(
            () ->
                Turns.now(
                    () -> {
                      take.run();
                      wants.start();
                      taken.countDown();
                      wants.join();
                    }),
            "lends");
    lends.start();
    taken.await();
    Thread.sleep(MILLIS);
    giveBack.run();
    lends.join();
  }

  private static void again() throws Exception {
    StampedLock lock = new StampedLock();
    Thread t =
        new Thread(
            () -> {
              lock.writeLock();
              lock.writeLock();
            },
            "again");
    t.setDaemon(true);
    t.start();
    try (ServerSocket server = new ServerSocket(0)) {
      server.accept();
    }
  }
}
