package example.order;

import static example.order.unseen.Turns.inTurn;

import java.io.ByteArrayOutputStream;
import java.util.function.Function;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.StreamHandler;

/**
 * The program's own formatters, which handlers call while they keep other threads out; from JDK 24
 * on they no longer do: fields ending in Note are ordered by that alone, those in Racy are not.
 */
public final class HandlerEdges {

  static int lockedClean;
  static int formattedNote;
  static int twoHandlersRacy;

  private HandlerEdges() {}

  private static final class Form extends Formatter {
    private final Runnable each;

    Form(Runnable each) {
      this.each = each;
    }

    @Override
    public String format(LogRecord said) {
      each.run();
      return "";
    }
  }

  public static void main(String[] args) {
    LogRecord said = new LogRecord(Level.INFO, "something");
    Function<Runnable, StreamHandler> handler =
        each -> new StreamHandler(new ByteArrayOutputStream(), new Form(each));
    Object lock = new Object();
    StreamHandler locked = handler.apply(() -> locked(lock));
    inTurn(() -> locked.publish(said), () -> locked.publish(said));
    StreamHandler one = handler.apply(() -> formattedNote++);
    inTurn(() -> one.publish(said), () -> one.publish(said));
    StreamHandler left = handler.apply(() -> twoHandlersRacy++);
    StreamHandler right = handler.apply(() -> twoHandlersRacy++);
    inTurn(() -> left.publish(said), () -> right.publish(said));
  }

  private static void locked(Object lock) {
    synchronized (lock) {
      lockedClean++;
    }
  }
}
