package example.atomicity;

import static example.atomicity.Meeting.here;
import static example.atomicity.Meeting.meet;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/** Two steps on fields by updaters: those whose names end in Broken lose what comes between. */
final class Updaters {

  volatile int count;
  volatile long total;
  volatile String last = "";
  volatile int other;
  volatile int retried;

  static final AtomicIntegerFieldUpdater<Updaters> countBroken =
      AtomicIntegerFieldUpdater.newUpdater(Updaters.class, "count");
  static final AtomicLongFieldUpdater<Updaters> totalBroken =
      AtomicLongFieldUpdater.newUpdater(Updaters.class, "total");
  static final AtomicReferenceFieldUpdater<Updaters, String> lastBroken =
      AtomicReferenceFieldUpdater.newUpdater(Updaters.class, String.class, "last");
  static final AtomicIntegerFieldUpdater<Updaters> otherFine =
      AtomicIntegerFieldUpdater.newUpdater(Updaters.class, "other");
  static final AtomicIntegerFieldUpdater<Updaters> retriedFine =
      AtomicIntegerFieldUpdater.newUpdater(Updaters.class, "retried");

  static void run() {
    Updaters u = new Updaters();
    Updaters beside = new Updaters();
    meet(
        () -> {
          int v = countBroken.get(u);
          here();
          countBroken.set(u, v + 1);
        },
        () -> countBroken.incrementAndGet(u));
    meet(
        () -> {
          if (totalBroken.get(u) == 0) {
            here();
            totalBroken.addAndGet(u, 5);
          }
        },
        () -> totalBroken.set(u, 3));
    meet(
        () -> {
          String v = lastBroken.get(u);
          here();
          lastBroken.lazySet(u, v + "a");
        },
        () -> lastBroken.compareAndSet(u, "", "b"));
    meet(
        () -> {
          int v = otherFine.get(u);
          here();
          otherFine.set(u, v + 1);
        },
        () -> otherFine.incrementAndGet(beside));
    meet(
        () -> {
          int v = retriedFine.get(u);
          here();
          while (!retriedFine.compareAndSet(u, v, v + 1)) {
            v = retriedFine.get(u);
          }
        },
        () -> retriedFine.incrementAndGet(u));
  }

  private Updaters() {}
}
