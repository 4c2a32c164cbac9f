package io.conccheck.samples.h10;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;

/**
 * Each turn comes: the bell is remembered, the turn is passed on, the slips need no second lock.
 */
public final class MendedShift {
  private final Object bell = new Object();
  private final Semaphore[] turns = {new Semaphore(1), new Semaphore(0)};
  private final BlockingQueue<String> slips = new ArrayBlockingQueue<>(1);
  private boolean rung;

  private void ring() {
    synchronized (bell) {
      rung = true;
      bell.notifyAll();
    }
  }

  private void begin() throws InterruptedException {
    synchronized (bell) {
      while (!rung) {
        bell.wait();
      }
    }
  }

  private void work(int mine) throws InterruptedException {
    for (int round = 0; round < 2; round++) {
      turns[mine].acquire();
      turns[1 - mine].release();
    }
  }

  private String read() throws InterruptedException {
    return slips.take();
  }

  private void write(String slip) throws InterruptedException {
    slips.put(slip);
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
    t.start();
    return t;
  }

  public static void main(String[] args) throws InterruptedException {
    MendedShift shift = new MendedShift();
    shift.ring();
    Thread[] all = {
      start("early", shift::begin),
      start("first", () -> shift.work(0)),
      start("second", () -> shift.work(1)),
      start("reader", shift::read),
      start("writer", () -> shift.write("two barrels"))
    };
    for (Thread t : all) {
      t.join();
    }
    System.out.println("all work");
  }
}
