package example.thread;

import com.sun.net.httpserver.HttpServer;
import java.lang.ref.Cleaner;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Starts much and ends it properly; some of the JDK's own threads stay, as they always do. */
public final class Mended {

  private Mended() {}

  private static void httpServer() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ExecutorService handlers = Executors.newFixedThreadPool(2);
    server.setExecutor(handlers);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    HttpRequest request =
        HttpRequest.newBuilder(uri).timeout(java.time.Duration.ofSeconds(20)).build();
    HttpClient client = HttpClient.newHttpClient();
    client.send(request, HttpResponse.BodyHandlers.ofString());
    client.sendAsync(request, HttpResponse.BodyHandlers.discarding()).get();
    uri.toURL().openStream().close(); // leaves the keep-alive timer
    server.stop(0);
    handlers.shutdown();
    handlers.awaitTermination(10, TimeUnit.SECONDS);
  }

  private static void sharedThreads() throws Exception {
    CompletableFuture.runAsync(() -> {}).get();
    CompletableFuture.supplyAsync(
            () -> 1, CompletableFuture.delayedExecutor(10, TimeUnit.MILLISECONDS))
        .orTimeout(10, TimeUnit.SECONDS)
        .get();
    IntStream.range(0, 10_000).parallel().sum();
    ForkJoinPool.commonPool().submit(() -> 1).get();
    Cleaner.create().register(new Object(), () -> {});
    try (SubmissionPublisher<String> publisher = new SubmissionPublisher<>()) {
      publisher.submit("nobody listens");
    }
    new ProcessBuilder("true").start().waitFor();
  }

  private static void timer() throws InterruptedException {
    Timer timer = new Timer();
    CountDownLatch ran = new CountDownLatch(1);
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            ran.countDown();
          }
        },
        1);
    ran.await();
    timer.cancel();
  }

  private static void threads() throws InterruptedException {
    List<Thread> crew = List.of(new Thread(() -> {}), new Thread(() -> {}), new Thread(() -> {}));
    crew.forEach(Thread::start);
    for (Thread t : crew) {
      t.join();
    }
    Thread daemon = new Thread(Mended::waitForTheEnd, "ended by a hook");
    daemon.setDaemon(true);
    daemon.start();
    Runtime.getRuntime().addShutdownHook(new Thread(daemon::interrupt));
    CountDownLatch done = new CountDownLatch(1);
    Thread last = new Thread(done::countDown);
    last.setDaemon(true);
    last.start();
    done.await(); // it has done its work, though it may still live
  }

  private static void waitForTheEnd() {
    try {
      Thread.sleep(100_000);
    } catch (InterruptedException e) {
      System.out.println("interrupted");
    }
  }

  public static void main(String[] args) throws Exception {
    httpServer();
    sharedThreads();
    timer();
    threads();
    System.out.println("done");
    if (args.length > 0) {
      System.exit(0);
    }
  }
}
