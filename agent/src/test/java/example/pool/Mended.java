package example.pool;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Pools that are shut down, the JDK's own pools, and pools that keep the program alive by work. */
public final class Mended {

  private static volatile boolean done;

  private Mended() {}

  public static void main(String[] args) throws Exception {
    shutDown();
    cancelled();
    theJdksOwn();
    neverUsed();
    ExecutorService hooked = Executors.newFixedThreadPool(1);
    hooked.submit(() -> 1).get();
    Runtime.getRuntime().addShutdownHook(new Thread(hooked::shutdown));
    heartbeat();
    if (args.length > 0) {
      System.exit(0);
    }
    worksAfterMain(hooked);
  }

  private static void shutDown() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    for (int i = 0; i < 10; i++) {
      pool.execute(() -> Thread.yield());
    }
    pool.shutdown();
    pool.awaitTermination(10, TimeUnit.SECONDS);
    ForkJoinPool forkJoin = new ForkJoinPool(2);
    forkJoin.submit(() -> 1).get();
    forkJoin.shutdown();
  }

  private static void cancelled() {
    Timer timer = new Timer();
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            timer.cancel();
          }
        },
        10);
  }

  private static void theJdksOwn() throws Exception {
    IntStream.range(0, 1000).parallel().sum();
    CompletableFuture.supplyAsync(() -> 1)
        .completeOnTimeout(2, 1, TimeUnit.SECONDS)
        .orTimeout(5, TimeUnit.SECONDS)
        .get();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", e -> e.sendResponseHeaders(204, -1));
    server.start();
    URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    server.stop(0);
  }

  private static void neverUsed() {
    System.out.println(Executors.newFixedThreadPool(3));
  }

  /** Periodic work keeps the program alive on purpose, until it ends itself. */
  private static void heartbeat() {
    ScheduledExecutorService beat = Executors.newScheduledThreadPool(1);
    Runtime.getRuntime().addShutdownHook(new Thread(beat::shutdownNow));
    int[] beats = {0};
    beat.scheduleAtFixedRate(
        () -> {
          if (++beats[0] >= 6 && done) {
            System.exit(0);
          }
        },
        0,
        500,
        TimeUnit.MILLISECONDS);
  }

  /** A worker that is busy for longer than the linger time is no forgotten pool. */
  private static void worksAfterMain(ExecutorService pool) {
    pool.execute(
        () -> {
          try {
            Thread.sleep(2500);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          System.out.println("done");
          done = true;
        });
  }
}
