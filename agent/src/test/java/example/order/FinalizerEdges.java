package example.order;

import example.order.unseen.Turns;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The end of an object's constructor is before the start of its finalizer (JLS 12.6), and nothing
 * else is: fields ending in Clean are ordered, those in Racy are not.
 */
@SuppressWarnings({"deprecation", "removal"}) // finalizers are what this is about
public final class FinalizerEdges {

  private static final CountDownLatch DONE = new CountDownLatch(1);
  private static final CountDownLatch INHERITED = new CountDownLatch(1);
  private static final CountDownLatch ASKED = new CountDownLatch(1);

  private FinalizerEdges() {}

  private static class Resource {
    private int openClean = 1;
    private int readClean;
    private final int[] cellsClean = {1, 2};
    private int usedRacy;
    private int helpedClean;
    private int helpedLaterRacy;
    private final CountDownLatch done;

    Resource(CountDownLatch done) {
      this.done = done;
      readClean = 4;
      cellsClean[1]++;
      help();
    }

    private void help() {
      helpedClean = 1;
      helpedLaterRacy = 1;
    }

    void use() {
      usedRacy = 1;
      helpedLaterRacy++;
    }

    void release() {}

    @Override
    protected void finalize() {
      release();
      openClean = readClean;
      cellsClean[1]++;
      usedRacy = 2;
      helpedClean++;
      helpedLaterRacy++;
      done.countDown();
    }
  }

  /** Has the finalizer of what it extends, and a constructor that goes on after that one's. */
  private static final class Special extends Resource {
    private int inheritedClean;
    private int inheritedRacy;

    Special(CountDownLatch done) {
      super(done);
      set();
    }

    private void set() {
      inheritedClean = 1;
      inheritedRacy = 1;
    }

    @Override
    void use() {
      inheritedRacy++;
    }

    @Override
    void release() {
      inheritedClean++;
      inheritedRacy++;
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Turns.inTurn(() -> new Resource(DONE).use());
    await(DONE, () -> {});
    Turns.inTurn(() -> new Special(INHERITED).use());
    await(INHERITED, () -> {});
    Turns.inTurn(() -> new Resource(ASKED));
    await(ASKED, System::runFinalization);
  }

  private static void await(CountDownLatch done, Runnable asking) throws InterruptedException {
    for (int i = 0; i < 200 && !done.await(20, TimeUnit.MILLISECONDS); i++) {
      System.gc();
      asking.run();
    }
    if (done.getCount() != 0) {
      throw new AssertionError("never finalized");
    }
  }
}
