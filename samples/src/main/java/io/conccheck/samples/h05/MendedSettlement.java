package io.conccheck.samples.h05;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Trades and audit lock cash before shares. */
public final class MendedSettlement {
  private final Lock cash = new ReentrantLock();
  private final Lock shares = new ReentrantLock();
  private long money = 1_000;
  private long pieces = 10;

  private void buy() {
    cash.lock();
    try {
      shares.lock();
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

  private long audit() {
    cash.lock();
    try {
      shares.lock();
      try {
        return money + 100 * pieces;
      } finally {
        shares.unlock();
      }
    } finally {
      cash.unlock();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    MendedSettlement house = new MendedSettlement();
    Thread trader = new Thread(house::buy, "trader");
    Thread auditor = new Thread(() -> System.out.println("value " + house.audit()), "auditor");
    trader.start();
    auditor.start();
    trader.join();
    auditor.join();
  }
}
