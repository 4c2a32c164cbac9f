package io.conccheck.samples.h07;

import java.lang.annotation.ElementType;
import java.lang.annotation.Target;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Three workers fill buffers of a pool of three, one after the other with the same buffer. */
public final class MendedBufferPool {

  @Target(ElementType.METHOD)
  private @interface TakesUnit {
    int value();
  }

  private static final class Buffers {
    private final Deque<byte[]> free =
        new ArrayDeque<>(List.of(new byte[16], new byte[16], new byte[16]));

    @TakesUnit(3)
    private synchronized byte[] take() {
      return free.poll();
    }

    private synchronized void giveBack(byte[] buffer) {
      free.push(buffer);
    }
  }

  private final Buffers buffers = new Buffers();
  private final CountDownLatch all = new CountDownLatch(3);

  private void fill() {
    try {
      byte[] mine = buffers.take();
      all.countDown();
      all.await();
      System.out.println("filled");
      buffers.giveBack(mine);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    MendedBufferPool pool = new MendedBufferPool();
    Thread[] workers = new Thread[3];
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new Thread(pool::fill, "worker " + i);
      workers[i].start();
    }
    for (Thread t : workers) {
      t.join();
    }
  }
}
