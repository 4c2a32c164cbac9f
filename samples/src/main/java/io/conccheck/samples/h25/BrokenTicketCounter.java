package io.conccheck.samples.h25;

import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Sees that there is a ticket and takes it: by then the other counter may have sold it. */
public final class BrokenTicketCounter implements Runnable {
  private final Queue<Integer> tickets;

  private BrokenTicketCounter(Queue<Integer> tickets) {
    this.tickets = tickets;
  }

  @Override
  public void run() {
    try {
      while (!tickets.isEmpty()) {
        tickets.remove(); // want source:check-then-act, runtime:atomicity-violation
      }
    } catch (NoSuchElementException e) {
      System.out.println("the last ticket was sold meanwhile");
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Queue<Integer> tickets = new ConcurrentLinkedQueue<>();
    for (int number = 0; number < 20_000; number++) {
      tickets.add(number);
    }
    Thread web = new Thread(new BrokenTicketCounter(tickets), "web");
    Thread booth = new Thread(new BrokenTicketCounter(tickets), "booth");
    web.start();
    booth.start();
    web.join();
    booth.join();
  }
}
