package io.conccheck.samples.h19;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** One thread for every page, however many pages there are. */
public final class BrokenCrawler {
  private final AtomicInteger pages = new AtomicInteger();

  private void crawl(int pageCount) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int page = 0; page < pageCount; page++) {
      Thread t = new Thread(pages::incrementAndGet); // want source:thread-per-task
      t.start(); // want runtime:oversubscription
      threads.add(t);
    }
    for (Thread t : threads) {
      t.join();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenCrawler crawler = new BrokenCrawler();
    crawler.crawl(200);
    System.out.println(crawler.pages.get() + " pages");
  }
}
