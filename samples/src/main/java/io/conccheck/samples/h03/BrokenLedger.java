package io.conccheck.samples.h03;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** A booking that is refused leaves the ledger locked for ever. */
public final class BrokenLedger {
  private final Lock lock = new ReentrantLock();
  private long balance = 100;

  private void book(long amount) {
    lock.lock(); // want source:lock-not-released, runtime:lock-not-released
    if (balance + amount < 0) {
      throw new IllegalArgumentException("not enough money");
    }
    balance += amount;
    lock.unlock();
  }

  private void bookAll(long... amounts) {
    for (long amount : amounts) {
      try {
        book(amount);
      } catch (IllegalArgumentException e) {
        System.out.println(amount + " refused: " + e.getMessage());
      }
    }
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenLedger ledger = new BrokenLedger();
    Thread teller = new Thread(() -> ledger.bookAll(50, -1_000), "teller");
    teller.start();
    teller.join();
  }
}
