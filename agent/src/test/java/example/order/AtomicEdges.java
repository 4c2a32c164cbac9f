package example.order;

import static example.order.unseen.Turns.inTurn;

import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.atomic.AtomicStampedReference;
import java.util.concurrent.atomic.LongAdder;

/** Edges of atomics and updaters: fields ending in Clean are ordered, those in Racy are not. */
public final class AtomicEdges {

  static int setGetClean;
  static int incrementClean;
  static int casClean;
  static int lazyClean;
  static int acquireReleaseClean;
  static int exchangeClean;
  static int referenceClean;
  static int booleanClean;
  static int longClean;
  static int arrayClean;
  static int stampedClean;
  static int updaterClean;
  static int updaterFieldClean;
  static int updateAndGetClean;
  static int stringClean;
  static int failedCasRacy;
  static int failedExchangeRacy;
  static int plainRacy;
  static int opaqueRacy;
  static int adderNote;
  static int otherElementRacy;
  static int randomRacy;

  private AtomicEdges() {}

  /** Fields reached by updaters. */
  static final class Holder {
    static final AtomicIntegerFieldUpdater<Holder> NUMBER =
        AtomicIntegerFieldUpdater.newUpdater(Holder.class, "number");
    static final AtomicReferenceFieldUpdater<Holder, String> TEXT =
        AtomicReferenceFieldUpdater.newUpdater(Holder.class, String.class, "text");

    volatile int number;
    volatile String text;
  }

  public static void main(String[] args) {
    atomics();
    more();
    updaters();
    noEdges();
  }

  private static void pair(Runnable a, Runnable b) {
    inTurn(a::run, b::run);
  }

  private static void atomics() {
    AtomicInteger i = new AtomicInteger();
    pair(
        () -> {
          setGetClean++;
          i.set(1);
        },
        () -> {
          i.get();
          setGetClean++;
        });
    Runnable increment =
        () -> {
          i.get();
          incrementClean++;
          i.incrementAndGet();
        };
    pair(increment, increment);
    AtomicInteger lock = new AtomicInteger();
    Runnable spin =
        () -> {
          while (!lock.compareAndSet(0, 1)) {
            Thread.onSpinWait();
          }
          casClean++;
          lock.set(0);
        };
    pair(spin, spin);
    pair(
        () -> {
          lazyClean++;
          i.lazySet(2);
        },
        () -> {
          if (i.get() == 2) {
            lazyClean++;
          }
        });
    pair(
        () -> {
          acquireReleaseClean++;
          i.setRelease(3);
        },
        () -> {
          if (i.getAcquire() == 3) {
            acquireReleaseClean++;
          }
        });
    pair(
        () -> {
          exchangeClean++;
          i.compareAndExchange(3, 4);
        },
        () -> {
          if (i.compareAndExchange(4, 5) == 4) {
            exchangeClean++;
          }
        });
    pair(
        () -> {
          updateAndGetClean++;
          i.updateAndGet(v -> v + 1);
        },
        () -> {
          i.accumulateAndGet(1, Integer::sum);
          updateAndGetClean++;
        });
  }

  private static void more() {
    AtomicReference<String> r = new AtomicReference<>();
    pair(
        () -> {
          referenceClean++;
          r.set("x");
        },
        () -> {
          if (r.getAndSet("y") != null) {
            referenceClean++;
          }
        });
    AtomicBoolean b = new AtomicBoolean();
    pair(
        () -> {
          booleanClean++;
          b.set(true);
        },
        () -> {
          if (b.compareAndSet(true, false)) {
            booleanClean++;
          }
        });
    AtomicLong l = new AtomicLong();
    pair(
        () -> {
          longClean++;
          l.getAndAdd(5);
        },
        () -> {
          if (l.get() == 5) {
            longClean++;
          }
        });
    pair(
        () -> {
          stringClean++;
          l.set(6);
        },
        () -> {
          if (("" + l).equals("6")) {
            stringClean++;
          }
        });
    AtomicIntegerArray a = new AtomicIntegerArray(4);
    pair(
        () -> {
          arrayClean++;
          otherElementRacy++;
          a.set(1, 1);
        },
        () -> {
          a.get(2);
          otherElementRacy++;
          a.get(1);
          arrayClean++;
        });
    AtomicStampedReference<String> s = new AtomicStampedReference<>("a", 0);
    pair(
        () -> {
          stampedClean++;
          s.compareAndSet("a", "b", 0, 1);
        },
        () -> {
          if (s.getStamp() == 1) {
            stampedClean++;
          }
        });
  }

  private static void updaters() {
    Holder h = new Holder();
    pair(
        () -> {
          updaterClean++;
          Holder.NUMBER.incrementAndGet(h);
        },
        () -> {
          if (Holder.NUMBER.get(h) == 1) {
            updaterClean++;
          }
        });
    pair(
        () -> {
          updaterFieldClean++;
          Holder.TEXT.compareAndSet(h, null, "x");
        },
        () -> {
          if (h.text != null) {
            updaterFieldClean++;
          }
        });
  }

  private static void noEdges() {
    AtomicInteger i = new AtomicInteger();
    pair(
        () -> {
          failedCasRacy++;
          i.compareAndSet(7, 8);
        },
        () -> {
          i.get();
          failedCasRacy++;
        });
    pair(
        () -> {
          failedExchangeRacy++;
          i.compareAndExchange(7, 8);
        },
        () -> {
          i.get();
          failedExchangeRacy++;
        });
    pair(
        () -> {
          plainRacy++;
          i.setPlain(1);
        },
        () -> {
          i.getPlain();
          plainRacy++;
        });
    pair(
        () -> {
          opaqueRacy++;
          i.setOpaque(1);
        },
        () -> {
          i.getOpaque();
          opaqueRacy++;
        });
    LongAdder adder = new LongAdder();
    pair(
        () -> {
          adderNote++;
          adder.increment();
        },
        () -> {
          adder.sum();
          adderNote++;
        });
    Random random = new Random(1);
    pair(
        () -> {
          randomRacy++;
          random.nextInt();
        },
        () -> {
          random.nextInt();
          randomRacy++;
        });
  }
}
