package example.atomicity;

import static example.atomicity.Meeting.here;
import static example.atomicity.Meeting.meet;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Two steps on atomics and volatile fields, named as in {@link Collections}. */
public final class Values {

  static final AtomicInteger lostBroken = new AtomicInteger();
  static final AtomicLong maximumBroken = new AtomicLong();
  static final AtomicBoolean startedBroken = new AtomicBoolean();
  static final AtomicReference<String> referenceBroken = new AtomicReference<>("");
  static final AtomicIntegerArray elementBroken = new AtomicIntegerArray(4);
  static final AtomicInteger budgetBroken = new AtomicInteger(1);
  static final AtomicBoolean spinBroken = new AtomicBoolean();
  static final AtomicLong limitBroken = new AtomicLong();
  static final AtomicLong standsFine = new AtomicLong(9);
  static volatile int ticketsBroken = 1;
  static volatile int ticketsFine = 9;
  static volatile boolean enteredBroken;
  static volatile int countBroken;
  static volatile long wideBroken;
  static volatile double doubleBroken;
  static volatile boolean closedBroken;
  static volatile Map<String, String> copyBroken = new HashMap<>();

  static final AtomicInteger retryFine = new AtomicInteger();
  static final AtomicInteger backAgainFine = new AtomicInteger();
  static final AtomicInteger weaklySwappedFine = new AtomicInteger();
  static final AtomicInteger exchangedFine = new AtomicInteger();
  static final AtomicInteger checkedFine = new AtomicInteger();
  static final AtomicInteger unrelatedFine = new AtomicInteger();
  static final AtomicIntegerArray otherElementFine = new AtomicIntegerArray(4);
  static final AtomicReference<Object> ownFine = new AtomicReference<>();
  static volatile int lockedFine;
  static volatile int singleWriterFine;
  static volatile boolean stoppedFine;
  static volatile int hashFine;
  static volatile int turnFine;
  static volatile int earlierFine;
  private static final Object LOCK = new Object();

  private Values() {}

  public static void main(String[] args) throws InterruptedException {
    new Fields().run();
    Updaters.run();
    Handles.run();
    Helping.run();
    Buying.run();
    brokenAtomics();
    decisions(5);
    brokenFields();
    fineAtomics();
    fineFields();
    turns();
    System.out.println("done");
  }

  private static void brokenAtomics() {
    meet(
        () -> {
          int v = lostBroken.get();
          here();
          lostBroken.set(v + 1);
        },
        () -> lostBroken.incrementAndGet());
    meet(
        () -> {
          long max = maximumBroken.get();
          here();
          if (max < 5) {
            maximumBroken.set(5);
          }
        },
        () -> maximumBroken.set(9));
    meet(
        () -> {
          boolean started = startedBroken.get();
          here();
          if (!started) {
            startedBroken.set(true);
            System.out.println("start");
          }
        },
        () -> startedBroken.set(true));
    meet(
        () -> {
          String s = referenceBroken.get();
          here();
          referenceBroken.set(s + "x");
        },
        () -> referenceBroken.set("y"));
    meet(
        () -> {
          int v = elementBroken.get(2);
          here();
          elementBroken.set(2, v + 1);
        },
        () -> elementBroken.incrementAndGet(2));
    meet(
        () -> {
          int left = budgetBroken.get();
          here();
          if (left > 0) {
            budgetBroken.decrementAndGet();
          }
        },
        () -> budgetBroken.decrementAndGet());
    meet(
        () -> {
          while (spinBroken.get()) {
            Thread.onSpinWait();
          }
          here();
          spinBroken.set(true);
        },
        () -> spinBroken.set(true));
  }

  /** What decides is not what is written: it matters only if it would decide otherwise now. */
  private static void decisions(long limit) {
    meet(
        () -> {
          if (limitBroken.get() < limit) {
            here();
            limitBroken.incrementAndGet();
          }
        },
        () -> limitBroken.set(limit));
    meet(
        () -> {
          while (standsFine.get() > limit) {
            here();
            standsFine.decrementAndGet();
            return;
          }
        },
        () -> standsFine.decrementAndGet());
    meet(
        () -> {
          if (ticketsBroken > 0) {
            here();
            ticketsBroken--;
          }
        },
        () -> ticketsBroken = 0);
    meet(
        () -> {
          if (ticketsFine > 0) {
            here();
            ticketsFine--;
          }
        },
        () -> ticketsFine = 3);
    meet(Values::enter, () -> enteredBroken = true);
  }

  private static boolean enter() {
    if (enteredBroken) {
      return false;
    }
    here();
    enteredBroken = true;
    return true;
  }

  private static void brokenFields() {
    meet(
        () -> {
          int v = countBroken;
          here();
          countBroken = v + 1;
        },
        () -> countBroken = 5);
    meet(
        () -> {
          long v = wideBroken;
          here();
          wideBroken = v + 1;
        },
        () -> wideBroken = 5);
    meet(
        () -> {
          double v = doubleBroken;
          here();
          doubleBroken = v + 1;
        },
        () -> doubleBroken = 5);
    meet(
        () -> {
          boolean closed = closedBroken;
          here();
          if (!closed) {
            closedBroken = true;
            System.out.println("close");
          }
        },
        () -> closedBroken = true);
    meet(
        () -> {
          Map<String, String> copy = new HashMap<>(copyBroken);
          here();
          copy.put("a", "b");
          copyBroken = copy;
        },
        () -> copyBroken = new HashMap<>());
  }

  /** The own write in between is what the last one goes by. */
  private static void swapped() {
    meet(
        () -> {
          if (weaklySwappedFine.getPlain() == 0) {
            here();
            if (weaklySwappedFine.weakCompareAndSetAcquire(0, 1)) {
              weaklySwappedFine.setRelease(0);
            }
          }
        },
        () -> {
          weaklySwappedFine.set(1);
          weaklySwappedFine.set(0);
        });
    meet(
        () -> {
          if (exchangedFine.get() == 0) {
            here();
            if (exchangedFine.compareAndExchange(0, 1) == 0) {
              exchangedFine.set(0);
            }
          }
        },
        () -> {
          exchangedFine.set(1);
          exchangedFine.set(0);
        });
  }

  private static void fineAtomics() {
    swapped();
    meet(
        () -> {
          int v = retryFine.get();
          here();
          while (!retryFine.compareAndSet(v, v + 1)) {
            v = retryFine.get();
          }
          retryFine.set(7);
        },
        () -> retryFine.incrementAndGet());
    meet(
        () -> {
          int v = backAgainFine.get();
          here();
          backAgainFine.set(v + 1);
        },
        () -> {
          backAgainFine.incrementAndGet();
          backAgainFine.decrementAndGet();
        });
    meet(
        () -> {
          int v = checkedFine.get();
          here();
          if (v < 5 && checkedFine.incrementAndGet() > 5) {
            System.out.println("too many");
          }
        },
        () -> checkedFine.incrementAndGet());
    meet(
        () -> {
          System.out.println(unrelatedFine.get());
          here();
          unrelatedFine.set(3);
        },
        () -> unrelatedFine.set(4));
    meet(
        () -> {
          int v = otherElementFine.get(1);
          here();
          otherElementFine.set(1, v + 1);
        },
        () -> otherElementFine.set(2, 1));
    meet(
        () -> {
          Object o = ownFine.get();
          here();
          if (o == null && ownFine.compareAndSet(null, "mine")) {
            ownFine.set("done");
          }
        },
        () -> {});
  }

  private static void fineFields() throws InterruptedException {
    Thread[] adders = new Thread[2];
    for (int i = 0; i < adders.length; i++) {
      adders[i] =
          new Thread(
              () -> {
                for (int n = 0; n < 2_000; n++) {
                  synchronized (LOCK) {
                    lockedFine++;
                  }
                }
              });
      adders[i].start();
    }
    for (int n = 0; n < 2_000; n++) {
      singleWriterFine++;
    }
    for (Thread t : adders) {
      t.join();
    }
    meet(
        () -> {
          boolean stopped = stoppedFine;
          here();
          if (!stopped) {
            stoppedFine = true;
          }
        },
        () -> stoppedFine = true);
    meet(
        () -> {
          int h = hashFine;
          here();
          if (h == 0) {
            hashFine = "hash".hashCode();
          }
        },
        () -> hashFine = "hash".hashCode());
    if (earlierFine != 0) {
      throw new AssertionError();
    }
    Thread child = new Thread(() -> earlierFine = 1);
    child.start();
    child.join();
    earlierFine = 2;
  }

  /** Two threads that wait for their turn: each writes only what the other waits for. */
  private static void turns() throws InterruptedException {
    Thread other = new Thread(() -> play(1, 0));
    other.start();
    play(0, 1);
    other.join();
  }

  private static void play(int mine, int next) {
    for (int i = 0; i < 500; i++) {
      while (turnFine != mine) {
        Thread.yield();
      }
      turnFine = next;
    }
  }
}
