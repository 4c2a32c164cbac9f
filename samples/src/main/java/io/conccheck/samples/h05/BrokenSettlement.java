package io.conccheck.samples.h05;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Trades lock cash before shares, the audit locks shares before cash. */
public final class BrokenSettlement {
  private final Lock cash = new ReentrantLock();
  private final Lock shares = new ReentrantLock();
  private long money = 1_000;
  private long pieces = 10;

  private void buy() {
    cash.lock();
    try {
      shares.lock(); // want source:lock-order-cycle #1, runtime:lock-order-cycle #1
      try {
        money -= 100;
        pieces++;
      } finally {
        shares.unlock();
      }
    } finally {
      cash.unlock();
    }
  }

  private void audit() {
    shares.lock();
    try {
      cash.lock(); // want source:lock-order-cycle #1, runtime:lock-order-cycle #1
      try {
        System.out.println("value " + (money + 100 * pieces));
      } finally {
        cash.unlock();
      }
    } finally {
      shares.unlock();
    }
  }

  private static void openDesk() {
    try {
      Thread.sleep(300); // the morning's reading
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenSettlement house = new BrokenSettlement();
    Thread trader = new Thread(house::buy, "trader");
    Thread auditor =
        new Thread(
            () -> {
              openDesk();
              house.audit();
            },
            "auditor");
    trader.setDaemon(true);
    auditor.setDaemon(true);
    trader.start();
    auditor.start();
    trader.join(5_000);
    auditor.join(5_000);
  }
}
