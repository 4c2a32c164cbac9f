package io.conccheck.samples.h19;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** As many threads as processors, however many pages there are. */
public final class MendedCrawler {
  private final AtomicInteger pages = new AtomicInteger();

  private boolean crawl(int pageCount) throws InterruptedException {
    int processors = Runtime.getRuntime().availableProcessors();
    ExecutorService pool = Executors.newFixedThreadPool(processors);
    for (int page = 0; page < pageCount; page++) {
      pool.execute(pages::incrementAndGet);
    }
    pool.shutdown();
    return pool.awaitTermination(10, TimeUnit.SECONDS);
  }

  public static void main(String[] args) throws InterruptedException {
    MendedCrawler crawler = new MendedCrawler();
    System.out.println("done " + crawler.crawl(200) + ", " + crawler.pages.get() + " pages");
  }
}
