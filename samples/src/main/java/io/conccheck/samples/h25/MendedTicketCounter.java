package io.conccheck.samples.h25;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes a ticket and sees by the answer whether there was one. */
public final class MendedTicketCounter implements Runnable {
  private final Queue<Integer> tickets;
  private final AtomicInteger sold;

  private MendedTicketCounter(Queue<Integer> tickets, AtomicInteger sold) {
    this.tickets = tickets;
    this.sold = sold;
  }

  @Override
  public void run() {
    while (tickets.poll() != null) {
      sold.incrementAndGet();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Queue<Integer> tickets = new ConcurrentLinkedQueue<>();
    for (int number = 0; number < 5_000; number++) {
      tickets.add(number);
    }
    AtomicInteger sold = new AtomicInteger();
    Thread web = new Thread(new MendedTicketCounter(tickets, sold), "web");
    Thread booth = new Thread(new MendedTicketCounter(tickets, sold), "booth");
    web.start();
    booth.start();
    web.join();
    booth.join();
    System.out.println(sold.get() + " tickets sold");
  }
}
