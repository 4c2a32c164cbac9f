package example.jit;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Locks in every shape that byte code has for them, run by two threads until all of it is compiled;
 * correctly ordered. Prints the sum. Ends with 1 if a monitor was left held.
 */
public final class Monitors {

  private static final int ROUNDS = 20_000;
  private static final Object LOCK = new Object();
  private static int sum; // guarded by LOCK

  private final ReentrantLock lock = new ReentrantLock();
  private int own; // guarded by this
  private int underLock; // guarded by lock

  /** The loop's head is the first instruction after the monitor was entered. */
  private static void loopFirst(Iterator<Integer> it) {
    synchronized (LOCK) {
      while (it.hasNext()) {
        sum += it.next();
      }
    }
  }

  private static void loopAndTry(int times) {
    int k = times;
    synchronized (LOCK) {
      do {
        try {
          if (k == 2) {
            throw new IllegalStateException();
          }
          sum += k;
        } catch (IllegalStateException e) {
          sum++;
        }
      } while (--k > 0);
    }
  }

  private static int leaveFromLoop(int times) {
    int k = times;
    try {
      synchronized (LOCK) {
        for (; ; ) {
          try {
            if (--k < 0) {
              return sum;
            }
          } finally {
            sum++;
          }
        }
      }
    } catch (IllegalStateException e) {
      return 0;
    }
  }

  private int nested(Object other, int how) {
    synchronized (this) {
      synchronized (other) {
        try {
          if (how == 1) {
            return own;
          }
          if (how == 2) {
            throw new IllegalStateException();
          }
          own += how;
        } finally {
          own++;
        }
      }
    }
    return 0;
  }

  private synchronized int wholeMethod(int x) {
    if (x < 0) {
      throw new IllegalArgumentException();
    }
    own += x;
    return own;
  }

  private static int ofNull(Object o) {
    try {
      synchronized (o) {
        return 1;
      }
    } catch (NullPointerException e) {
      return 2;
    }
  }

  private int byLock(int x) {
    lock.lock();
    try {
      underLock += x;
      return underLock;
    } finally {
      lock.unlock();
    }
  }

  /** The handler of an exception goes on with leaving the monitor. */
  private static int swallowed(int k) {
    synchronized (LOCK) {
      try {
        if (k == 0) {
          throw new IllegalStateException();
        }
      } catch (IllegalStateException e) {
        // nothing to mend
      }
    }
    return k;
  }

  private void all(int i) {
    swallowed(i & 1);
    loopFirst(List.of(1, 2, 3).iterator());
    loopAndTry(4);
    leaveFromLoop(3);
    nested(LOCK, 0);
    nested(LOCK, 1);
    try {
      nested(LOCK, 2);
    } catch (IllegalStateException e) {
      wholeMethod(1);
    }
    try {
      wholeMethod(-1);
    } catch (IllegalArgumentException e) {
      byLock(i & 1);
    }
    ofNull(null);
    ofNull(LOCK);
  }

  public static void main(String[] args) throws InterruptedException {
    Monitors m = new Monitors();
    Runnable body =
        () -> {
          for (int i = 0; i < ROUNDS; i++) {
            m.all(i);
          }
          if (Thread.holdsLock(LOCK) || Thread.holdsLock(m) || m.lock.isHeldByCurrentThread()) {
            System.exit(1);
          }
        };
    Thread a = new Thread(body);
    Thread b = new Thread(body);
    a.start();
    b.start();
    a.join();
    b.join();
    System.out.println("sum " + (sum + m.own + m.underLock));
  }
}
