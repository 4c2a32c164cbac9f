package io.conccheck.samples.h05;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Transfers lock the account with the smaller number first. */
public final class MendedTransfer {

  private static final class Account {
    private final int number;
    private long cents = 1_000;

    Account(int number) {
      this.number = number;
    }
  }

  private static void transfer(Account from, Account to, long amount) {
    Account first = from.number < to.number ? from : to;
    Account second = first == from ? to : from;
    synchronized (first) {
      synchronized (second) {
        from.cents -= amount;
        to.cents += amount;
      }
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Account alice = new Account(1);
    Account bob = new Account(2);
    ScheduledExecutorService bank = Executors.newScheduledThreadPool(2);
    bank.schedule(() -> transfer(alice, bob, 10), 0, TimeUnit.MILLISECONDS);
    bank.schedule(() -> transfer(bob, alice, 20), 50, TimeUnit.MILLISECONDS);
    bank.shutdown();
    boolean done = bank.awaitTermination(5, TimeUnit.SECONDS);
    System.out.println(done ? "both transfers went through" : "the transfers hang");
  }
}
