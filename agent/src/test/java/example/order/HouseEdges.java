package example.order;

import static example.order.unseen.Turns.inTurn;

import java.io.OutputStream;
import java.lang.ref.Cleaner;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import java.util.stream.Collectors;

/**
 * What two threads do beside one another in the JDK orders nothing, whatever counters, caches and
 * locks it keeps inside: all fields are racy.
 */
public final class HouseEdges {

  static int nothingRacy;
  static int newThreadRacy;
  static int randomRacy;
  static int splittableRacy;
  static int threadRandomRacy;
  static int threadLocalRacy;
  static int lambdaRacy;
  static int formatRacy;
  static int poolRacy;
  static int uuidRacy;
  static int reflectionRacy;
  static int patternRacy;
  static int cleanerRacy;
  static int loadingRacy;
  static int streamRacy;
  static int timerRacy;
  static int propertyRacy;
  static int logRecordRacy;
  static int logHandlerRacy;
  static int bufferRacy;
  static int printRacy;
  static int linked;

  private HouseEdges() {}

  /** Something that asks nobody else for order. */
  private interface Deed {
    void perform() throws Exception;
  }

  /** First the count and then the deed, then the other way round. */
  private static void beside(Runnable count, Deed deed) {
    inTurn(
        () -> {
          count.run();
          deed.perform();
        },
        () -> {
          deed.perform();
          count.run();
        });
  }

  private static final class One {
    int number = 1;
  }

  private static final class Two {
    int number = 2;
  }

  public static void main(String[] args) {
    beside(() -> nothingRacy++, () -> {});
    beside(() -> newThreadRacy++, () -> new Thread(() -> {}).join());
    beside(() -> randomRacy++, () -> new Random().nextInt());
    beside(() -> splittableRacy++, () -> new SplittableRandom().nextInt());
    beside(() -> threadRandomRacy++, () -> ThreadLocalRandom.current().nextInt());
    beside(() -> threadLocalRacy++, () -> ThreadLocal.withInitial(() -> 1).get());
    beside(() -> formatRacy++, () -> String.format("%d %s", 1, "x"));
    beside(() -> uuidRacy++, UUID::randomUUID);
    beside(() -> reflectionRacy++, () -> HouseEdges.class.getDeclaredMethods());
    beside(() -> patternRacy++, () -> "a,b;c".split("[,;]"));
    beside(() -> cleanerRacy++, () -> Cleaner.create());
    beside(() -> propertyRacy++, () -> System.getProperty("java.home"));
    beside(() -> logRecordRacy++, () -> new LogRecord(Level.INFO, "x"));
    Handler handler = new StreamHandler(OutputStream.nullOutputStream(), new SimpleFormatter());
    beside(() -> logHandlerRacy++, () -> handler.publish(new LogRecord(Level.INFO, "x")));
    beside(() -> bufferRacy++, () -> new StringBuffer().append(1).reverse());
    beside(() -> timerRacy++, () -> new Timer(true).cancel());
    beside(() -> printRacy++, () -> System.out.println("x"));
    beside(
        () -> streamRacy++,
        () -> List.of(1, 2).stream().map(x -> x + 1).collect(Collectors.toList()));
    beside(
        () -> poolRacy++,
        () -> {
          ExecutorService pool = Executors.newFixedThreadPool(1);
          pool.submit(() -> {}).get();
          pool.shutdown();
        });
    inTurn(
        () -> {
          lambdaRacy++;
          Runnable r = () -> linked++;
          r.hashCode();
        },
        () -> {
          Runnable r = () -> linked--;
          r.hashCode();
          lambdaRacy++;
        });
    inTurn(
        () -> {
          loadingRacy += new One().number;
        },
        () -> {
          int n = new Two().number;
          loadingRacy += n;
        });
  }
}
