package io.conccheck.samples.h02;

import java.util.zip.CRC32;

/** Sleeps in {@code join} while another thread computes a checksum. */
public final class MendedSpinOnThread implements Runnable {
  private final CRC32 crc = new CRC32();

  @Override
  public void run() {
    byte[] block = new byte[1 << 20];
    for (int i = 0; i < 100; i++) {
      crc.update(block);
    }
  }

  public static void main(String[] args) throws InterruptedException {
    MendedSpinOnThread checksum = new MendedSpinOnThread();
    Thread worker = new Thread(checksum, "checksum");
    worker.start();
    worker.join();
    System.out.println("checksum " + (checksum.crc.getValue() != 0));
  }
}
