package io.conccheck.samples.h01;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Each scanner of the image has buckets of its own; they are added up when both are done. */
public final class MendedHistogram implements Callable<int[]> {
  private final byte[] pixels;

  private MendedHistogram(byte[] pixels) {
    this.pixels = pixels;
  }

  @Override
  public int[] call() {
    int[] buckets = new int[8];
    for (byte pixel : pixels) {
      buckets[pixel & 7]++;
    }
    return buckets;
  }

  public static void main(String[] args) throws InterruptedException, ExecutionException {
    byte[] pixels = new byte[8_000];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 31);
    }
    int[] total = new int[8];
    ExecutorService scanners = Executors.newFixedThreadPool(2);
    try {
      List<MendedHistogram> halves =
          List.of(new MendedHistogram(pixels), new MendedHistogram(pixels));
      for (Future<int[]> half : scanners.invokeAll(halves)) {
        int[] buckets = half.get();
        for (int i = 0; i < total.length; i++) {
          total[i] += buckets[i];
        }
      }
    } finally {
      scanners.shutdown();
    }
    System.out.println(Arrays.toString(total));
  }
}
