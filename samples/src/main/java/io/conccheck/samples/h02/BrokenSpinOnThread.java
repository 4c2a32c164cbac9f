package io.conccheck.samples.h02;

import java.util.zip.CRC32;

/** Burns a processor while another thread computes a checksum. */
public final class BrokenSpinOnThread implements Runnable {
  private final CRC32 crc = new CRC32();

  @Override
  public void run() {
    byte[] block = new byte[1 << 20];
    long end = System.nanoTime() + 1_500_000_000L;
    while (System.nanoTime() < end) {
      crc.update(block);
    }
  }

  public static void main(String[] args) {
    BrokenSpinOnThread checksum = new BrokenSpinOnThread();
    Thread worker = new Thread(checksum, "checksum");
    worker.start();
    while (worker.isAlive()) { // want source:polling-for-thread-end, runtime:busy-wait
      Thread.onSpinWait();
    }
    System.out.println("checksum " + (checksum.crc.getValue() != 0));
  }
}
