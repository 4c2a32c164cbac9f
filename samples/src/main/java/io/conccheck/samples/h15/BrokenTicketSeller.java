package io.conccheck.samples.h15;

/** {@code volatile} makes every number visible, not the addition indivisible. */
public final class BrokenTicketSeller {
  private volatile int sold;

  private void sell(int tickets) {
    for (int i = 0; i < tickets; i++) {
      sold++; // want source:volatile-compound-update, runtime:atomicity-violation
    }
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenTicketSeller seller = new BrokenTicketSeller();
    Thread web = new Thread(() -> seller.sell(50_000), "web");
    Thread booth = new Thread(() -> seller.sell(50_000), "booth");
    web.start();
    booth.start();
    web.join();
    booth.join();
    System.out.println(seller.sold + " of 100000 tickets in the books");
  }
}
