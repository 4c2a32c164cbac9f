import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Moves both ways at the same time: each has its first lock when it tries the second. */
public final class Driver {
  private static final CountDownLatch BOTH = new CountDownLatch(2);

  private static final class Meeting extends ReentrantLock {
    private static final long serialVersionUID = 1;

    @Override
    public void lock() {
      super.lock();
      BOTH.countDown();
      try {
        BOTH.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  public static void main(String[] args) throws Exception {
    Lock a = new Meeting();
    Lock b = new Meeting();
    Thread there = new Thread(() -> Transfer.move(a, b, () -> System.out.println("there")));
    Thread back = new Thread(() -> Transfer.move(b, a, () -> System.out.println("back")));
    there.start();
    back.start();
    there.join(12_000);
    Runtime.getRuntime().halt(0);
  }
}
