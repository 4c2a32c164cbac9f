package example.deadlock;

import java.util.concurrent.locks.AbstractQueuedSynchronizer;

/** A synchronizer of the program's own that many may read and one may write. */
final class Shared extends AbstractQueuedSynchronizer {
  private static final long serialVersionUID = 1;

  @Override
  protected boolean tryAcquire(int ignored) {
    return compareAndSetState(0, -1);
  }

  @Override
  protected boolean tryRelease(int ignored) {
    setState(0);
    return true;
  }

  @Override
  protected int tryAcquireShared(int ignored) {
    int readers = getState();
    while (readers >= 0 && !compareAndSetState(readers, readers + 1)) {
      readers = getState();
    }
    return readers;
  }

  @Override
  protected boolean tryReleaseShared(int ignored) {
    int readers = getState();
    while (!compareAndSetState(readers, readers - 1)) {
      readers = getState();
    }
    return readers == 1;
  }
}
