package example.deadlock;

import example.deadlock.BrokenCallbacks.LockingKey;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

/** Twins of {@link BrokenPrints}. */
final class MendedPrints {

  private MendedPrints() {}

  static void run() throws Exception {
    Formatted.run();
    Behind.run();
    Handler.run();
  }

  /** The text is made before the stream is taken. */
  static final class Formatted {
    static void run() throws Exception {
      Object lock = new Object();
      PrintStream out = new PrintStream(new ByteArrayOutputStream());
      Turns.inTurn(
          () -> out.println(new LockingKey(lock)),
          () -> {
            synchronized (lock) {
              out.printf("%s%n", "x");
            }
          });
    }
  }

  /** Both take the lock first. */
  static final class Behind {
    static void run() throws Exception {
      Object lock = new Object();
      PrintWriter out = new PrintWriter(new BrokenPrints.Locking(lock));
      Turns.inTurn(
          () -> {
            synchronized (lock) {
              out.print("x");
            }
          },
          () -> {
            synchronized (lock) {
              out.print("y");
            }
          });
    }
  }

  /** Nothing is logged under the lock. */
  static final class Handler {
    static void run() throws Exception {
      Object lock = new Object();
      Logger log = Logger.getLogger(Handler.class.getName());
      log.setUseParentHandlers(false);
      log.addHandler(new StreamHandler(new ByteArrayOutputStream(), new BrokenPrints.Locked(lock)));
      Turns.inTurn(
          () -> log.info("x"),
          () -> {
            synchronized (lock) {
              lock.hashCode();
            }
            log.info("y");
          });
    }
  }
}
