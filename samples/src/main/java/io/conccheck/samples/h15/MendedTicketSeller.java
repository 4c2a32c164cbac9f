package io.conccheck.samples.h15;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/** The field stays volatile and is only updated through its updater. */
public final class MendedTicketSeller {
  private static final AtomicIntegerFieldUpdater<MendedTicketSeller> SOLD =
      AtomicIntegerFieldUpdater.newUpdater(MendedTicketSeller.class, "sold");

  private volatile int sold;

  private void sell(int tickets) {
    for (int i = 0; i < tickets; i++) {
      SOLD.incrementAndGet(this);
    }
  }

  public static void main(String[] args) throws InterruptedException {
    MendedTicketSeller seller = new MendedTicketSeller();
    Thread web = new Thread(() -> seller.sell(20_000), "web");
    Thread booth = new Thread(() -> seller.sell(20_000), "booth");
    web.start();
    booth.start();
    web.join();
    booth.join();
    System.out.println(seller.sold + " of 40000 tickets in the books");
  }
}
