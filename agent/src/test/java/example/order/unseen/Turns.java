package example.order.unseen;

/**
 * Lets threads take turns in a way the agent does not see, as this package is excluded: what
 * happens in turn is ordered by luck as far as the memory model goes.
 */
public final class Turns {

  private static volatile int turn;
  private static volatile Object kept;

  private Turns() {}

  /** Something one thread does. */
  public interface Body {
    void run() throws Exception;
  }

  /** Runs each body on a thread of its own, all started at the beginning, one after the other. */
  public static void inTurn(Body... bodies) {
    turn = 0;
    Thread[] threads = new Thread[bodies.length];
    for (int i = 0; i < bodies.length; i++) {
      int mine = i;
      threads[i] =
          new Thread(
              () -> {
                await(mine);
                run(bodies[mine]);
                turn = mine + 1;
              });
      threads[i].setDaemon(true);
    }
    start(threads);
  }

  /** Runs each body on a thread of its own; they take turns by {@link #await}, {@link #next}. */
  public static void together(Body... bodies) {
    turn = 0;
    Thread[] threads = new Thread[bodies.length];
    for (int i = 0; i < bodies.length; i++) {
      int mine = i;
      threads[i] = new Thread(() -> run(bodies[mine]));
      threads[i].setDaemon(true);
    }
    start(threads);
  }

  private static void start(Thread[] threads) {
    for (Thread t : threads) {
      t.start();
    }
    for (Thread t : threads) {
      try {
        t.join(60_000); // on a busy machine the longest takes a third of that
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      if (t.isAlive()) {
        StringBuilder where = new StringBuilder("stuck:");
        for (StackTraceElement e : t.getStackTrace()) {
          where.append("\n  at ").append(e);
        }
        System.out.println(where);
        Runtime.getRuntime().halt(3);
      }
    }
  }

  private static void run(Body body) {
    try {
      body.run();
    } catch (Throwable t) {
      t.printStackTrace();
      Runtime.getRuntime().halt(4);
    }
  }

  /** Waits until it is that turn. */
  public static void await(int which) {
    while (turn < which) {
      pause(1);
    }
  }

  /** Like {@link #await} for a thread that may be interrupted. */
  public static void spin(int which) {
    while (turn < which) {
      Thread.onSpinWait();
    }
  }

  /** Begins the next turn. */
  public static void next() {
    turn++;
  }

  /** Waits until that thread blocks. */
  public static void awaitBlocked(Thread t) {
    while (t.getState() != Thread.State.WAITING
        && t.getState() != Thread.State.TIMED_WAITING
        && t.getState() != Thread.State.BLOCKED) {
      pause(1);
    }
  }

  /** Hands an object to another thread without order. */
  public static void keep(Object o) {
    kept = o;
  }

  public static Object kept() {
    return kept;
  }

  public static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
