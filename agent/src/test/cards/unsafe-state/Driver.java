import java.util.concurrent.CountDownLatch;

/** Two tours at once. */
public final class Driver {
  public static void main(String[] args) throws Exception {
    CountDownLatch lobby = new CountDownLatch(2);
    Thread one = new Thread(() -> tour(lobby));
    Thread two = new Thread(() -> tour(lobby));
    one.start();
    two.start();
    one.join();
    two.join();
  }

  private static void tour(CountDownLatch lobby) {
    try {
      Tour.book(lobby);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
