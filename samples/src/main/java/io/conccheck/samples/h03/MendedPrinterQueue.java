package io.conccheck.samples.h03;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;

/** One acquisition, one release. */
public final class MendedPrinterQueue {
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<String> pages = new ArrayDeque<>();

  private boolean add(String page) {
    lock.lock();
    try {
      return pages.size() < 2 && pages.add(page);
    } finally {
      lock.unlock();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    MendedPrinterQueue printer = new MendedPrinterQueue();
    Thread office =
        new Thread(
            () -> {
              for (int page = 1; page <= 3; page++) {
                System.out.println("page " + page + " " + printer.add("page " + page));
              }
            },
            "office");
    office.start();
    office.join();
  }
}
