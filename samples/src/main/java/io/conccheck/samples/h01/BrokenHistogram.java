package io.conccheck.samples.h01;

import java.util.Arrays;

/** Two scanners of one image sort its pixels into the same buckets. */
public final class BrokenHistogram implements Runnable {
  private final int[] buckets;
  private final byte[] pixels;

  private BrokenHistogram(int[] buckets, byte[] pixels) {
    this.buckets = buckets;
    this.pixels = pixels;
  }

  @Override
  public void run() {
    for (byte pixel : pixels) {
      buckets[pixel & 7]++; // want source:unguarded-shared-field, runtime:data-race
    }
  }

  public static void main(String[] args) throws InterruptedException {
    byte[] pixels = new byte[8_000];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 31);
    }
    int[] buckets = new int[8];
    Thread upper = new Thread(new BrokenHistogram(buckets, pixels), "upper half");
    Thread lower = new Thread(new BrokenHistogram(buckets, pixels), "lower half");
    upper.start();
    lower.start();
    upper.join();
    lower.join();
    System.out.println(Arrays.toString(buckets));
  }
}
