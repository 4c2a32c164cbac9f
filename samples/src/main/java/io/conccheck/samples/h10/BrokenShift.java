package io.conccheck.samples.h10;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/** Three turns that never come: rung too early, not passed on, kept back by the one who waits. */
public final class BrokenShift {
  private final Object bell = new Object();
  private final Semaphore[] turns = {new Semaphore(1), new Semaphore(0)};
  private final BlockingQueue<String> slips = new ArrayBlockingQueue<>(1);
  private final CountDownLatch reading = new CountDownLatch(1);

  private void ring() {
    synchronized (bell) {
      bell.notifyAll();
    }
  }

  private void begin() throws InterruptedException {
    synchronized (bell) {
      bell.wait(); // want source:wait-outside-loop, runtime:stranded-wait
    }
  }

  private void work(int mine) throws InterruptedException {
    for (int round = 0; round < 2; round++) {
      turns[mine].acquire(); // want runtime:stranded-wait
      if (mine == 0) {
        turns[1].release();
      }
    }
  }

  private synchronized String read() throws InterruptedException {
    reading.countDown();
    return slips.take(); // want source:blocking-under-lock, runtime:stranded-wait
  }

  private synchronized void write(String slip) throws InterruptedException {
    slips.put(slip); // want source:blocking-under-lock
  }

  private interface Step {
    void take() throws InterruptedException;
  }

  private static Thread start(String name, Step step) {
    Runnable run =
        () -> {
          try {
            step.take();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    Thread t = new Thread(run, name);
    t.start(); // want runtime:thread-not-joined
    return t;
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenShift shift = new BrokenShift();
    shift.ring();
    Thread early = start("early", shift::begin);
    start("first", () -> shift.work(0));
    start("second", () -> shift.work(1));
    start("reader", shift::read);
    shift.reading.await();
    start("writer", () -> shift.write("two barrels"));
    early.join(3_000);
    System.out.println("nobody works");
    Runtime.getRuntime().halt(0);
  }
}
