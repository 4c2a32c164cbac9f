package example.race;

/** Runs one body on two threads that nothing orders, one behind the other by the clock alone. */
final class Pair {

  interface Body {
    void run() throws Exception;
  }

  private Pair() {}

  /** Both threads are started before either is joined; the second only sleeps first. */
  static void unordered(Body first, Body second) throws InterruptedException {
    Thread a = new Thread(() -> quietly(first), "first");
    Thread b =
        new Thread(
            () ->
                quietly(
                    () -> {
                      Thread.sleep(80);
                      second.run();
                    }),
            "second");
    a.start();
    b.start();
    a.join();
    b.join();
  }

  private static void quietly(Body body) {
    try {
      body.run();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
