package example.deadlock;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import java.util.concurrent.locks.StampedLock;

/** Locks of other kinds, and the shutdown sequence, which waits for its hooks. */
final class StrandedLocks {

  private StrandedLocks() {}

  static void addTo(Map<String, Turns.Task> ways) {
    ways.put("exit-in-hook", StrandedLocks::exitInHook);
    ways.put("stamp-and-join", StrandedLocks::stampAndJoin);
    ways.put("bin-and-join", StrandedLocks::binAndJoin);
    ways.put("closed-within", StrandedPools::closedWithin);
    ways.put("day-off", StrandedPools::dayOff);
    ways.put("by-reference", StrandedLocks::byReference);
    ways.put("mutex-again", StrandedLocks::mutexAgain);
    StrandedWithin.addTo(ways);
  }

  /** The end of the JVM waits for the hook, and the hook for the end. */
  static void exitInHook() {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.exit(1)));
    System.exit(0);
  }

  /** Who has the stamp waits for a thread that waits for the lock. */
  static void stampAndJoin() throws Exception {
    StampedLock lock = new StampedLock();
    long stamp = lock.writeLock();
    Stranded.start(() -> lock.unlockRead(lock.readLock())).join();
    lock.unlockWrite(stamp);
  }

  /** The function of a map waits for a thread that changes the same key. */
  static void binAndJoin() {
    ConcurrentHashMap<String, String> map = new ConcurrentHashMap<>();
    map.put("key", "old");
    map.compute(
        "key",
        (k, v) -> {
          Turns.now(() -> Stranded.start(() -> map.put("key", "new")).join());
          return v;
        });
  }

  /** Lets nobody in twice, and says nothing of who is in. */
  static final class Mutex extends AbstractQueuedSynchronizer {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean tryAcquire(int ignored) {
      return compareAndSetState(0, 1);
    }

    @Override
    protected boolean tryRelease(int ignored) {
      setState(0);
      return true;
    }
  }

  /** All that the thread runs is a method of the JDK. */
  static void byReference() {
    new Thread(new Phaser(2)::arriveAndAwaitAdvance).start();
  }

  static void mutexAgain() {
    Mutex mutex = new Mutex();
    mutex.acquire(1);
    mutex.acquire(1);
  }
}
