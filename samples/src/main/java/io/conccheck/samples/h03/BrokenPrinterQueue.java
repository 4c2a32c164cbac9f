package io.conccheck.samples.h03;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;

/** The lock is released in the middle and once more at the end. */
public final class BrokenPrinterQueue {
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<String> pages = new ArrayDeque<>();

  private boolean add(String page) {
    lock.lock();
    try {
      if (pages.size() < 2) {
        pages.add(page);
        return true;
      }
      lock.unlock(); // want source:unlock-without-lock
      return false;
    } finally {
      lock.unlock(); // want runtime:unlock-without-lock
    }
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenPrinterQueue printer = new BrokenPrinterQueue();
    Thread office =
        new Thread(
            () -> {
              try {
                for (int page = 1; page <= 3; page++) {
                  System.out.println("page " + page + " " + printer.add("page " + page));
                }
              } catch (IllegalMonitorStateException e) {
                System.out.println("released twice: " + e);
              }
            },
            "office");
    office.start();
    office.join();
  }
}
