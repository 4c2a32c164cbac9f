package io.conccheck.samples.h10;

/** A mailbox that looks again after every waking. */
public final class MendedMailbox {
  private String letter;

  private synchronized void put(String text) {
    letter = text;
    notifyAll();
  }

  private synchronized String take() throws InterruptedException {
    while (letter == null) {
      wait();
    }
    String taken = letter;
    letter = null;
    return taken;
  }

  public static void main(String[] args) throws InterruptedException {
    MendedMailbox box = new MendedMailbox();
    Thread postman = new Thread(() -> box.put("dear Ada"), "postman");
    postman.start();
    System.out.println(box.take());
    postman.join();
  }
}
