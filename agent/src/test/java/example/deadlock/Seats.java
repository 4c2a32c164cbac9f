package example.deadlock;

import java.util.concurrent.locks.AbstractQueuedSynchronizer;

/** A synchronizer of the program's own that only shares: a lock if there is one seat. */
final class Seats extends AbstractQueuedSynchronizer {
  private static final long serialVersionUID = 1;

  Seats(int free) {
    setState(free);
  }

  @Override
  protected int tryAcquireShared(int seats) {
    while (true) {
      int free = getState();
      int left = free - seats;
      if (left < 0 || compareAndSetState(free, left)) {
        return left;
      }
    }
  }

  @Override
  protected boolean tryReleaseShared(int seats) {
    int free = getState();
    while (!compareAndSetState(free, free + seats)) {
      free = getState();
    }
    return true;
  }
}
