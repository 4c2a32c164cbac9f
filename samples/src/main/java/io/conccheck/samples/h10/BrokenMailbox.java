package io.conccheck.samples.h10;

/** A mailbox that waits once and does not look again why it was woken. */
public final class BrokenMailbox {
  private String letter;

  private synchronized void put(String text) {
    letter = text;
    notifyAll();
  }

  private synchronized String take() throws InterruptedException {
    if (letter == null) {
      wait(2_000); // want source:wait-outside-loop
    }
    String taken = letter;
    letter = null;
    return taken;
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenMailbox box = new BrokenMailbox();
    Thread postman = new Thread(() -> box.put("dear Ada"), "postman");
    postman.start();
    System.out.println(box.take());
    postman.join();
  }
}
