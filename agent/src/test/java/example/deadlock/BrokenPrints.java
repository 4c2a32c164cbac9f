package example.deadlock;

import example.deadlock.BrokenCallbacks.LockingKey;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

/** Streams, writers and handlers of logs that hold their lock while the program's own code runs. */
public final class BrokenPrints {

  private BrokenPrints() {}

  static void run() throws Exception {
    Formatted.run();
    Behind.run();
    Handler.run();
  }

  static final class Formatted {
    static void run() throws Exception {
      Object lock = new Object();
      PrintStream out = new PrintStream(new ByteArrayOutputStream());
      Turns.inTurn(
          () -> out.printf("%s%n", new LockingKey(lock)),
          () -> {
            synchronized (lock) {
              out.println("x");
            }
          });
    }
  }

  /** A writer that needs a lock when it is written to. */
  static final class Locking extends Writer {
    private final Object needed;

    Locking(Object needed) {
      this.needed = needed;
    }

    @Override
    public void write(char[] text, int from, int length) {
      synchronized (needed) {
        text.clone();
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  static final class Behind {
    static void run() throws Exception {
      Object lock = new Object();
      PrintWriter out = new PrintWriter(new Locking(lock));
      Turns.inTurn(
          () -> out.print("x"),
          () -> {
            synchronized (lock) {
              out.print("y");
            }
          });
    }
  }

  /** A format that needs a lock. */
  static final class Locked extends Formatter {
    private final Object needed;

    Locked(Object needed) {
      this.needed = needed;
    }

    @Override
    public String format(LogRecord r) {
      synchronized (needed) {
        return r.getMessage();
      }
    }
  }

  /** Newer JDKs format before they take the handler's lock. */
  static final class Handler {
    static void run() throws Exception {
      Object lock = new Object();
      Logger log = Logger.getLogger(Handler.class.getName());
      log.setUseParentHandlers(false);
      log.addHandler(new StreamHandler(new ByteArrayOutputStream(), new Locked(lock)));
      Turns.inTurn(
          () -> log.info("x"),
          () -> {
            synchronized (lock) {
              log.info("y");
            }
          });
    }
  }
}
