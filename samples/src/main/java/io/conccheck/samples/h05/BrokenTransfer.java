package io.conccheck.samples.h05;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Two transfers between the same two accounts lock them in the order they are named. */
public final class BrokenTransfer {

  private static final class Account {
    private long cents = 1_000;
  }

  private static void transfer(Account from, Account to, long amount) {
    synchronized (from) {
      synchronized (to) { // want source:lock-order-cycle, runtime:lock-order-cycle
        from.cents -= amount;
        to.cents += amount;
      }
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Account alice = new Account();
    Account bob = new Account();
    ScheduledExecutorService bank = Executors.newScheduledThreadPool(2);
    bank.schedule(() -> transfer(alice, bob, 10), 0, TimeUnit.MILLISECONDS);
    bank.schedule(() -> transfer(bob, alice, 20), 300, TimeUnit.MILLISECONDS);
    bank.shutdown();
    boolean done = bank.awaitTermination(5, TimeUnit.SECONDS);
    System.out.println(done ? "both transfers went through" : "the transfers hang");
    if (!done) {
      Runtime.getRuntime().halt(0);
    }
  }
}
