package io.conccheck.samples.h15;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A concurrent map, updated in one step. */
public final class MendedWordCount {
  private final Map<String, Integer> counts = new ConcurrentHashMap<>();

  private void count(String word) {
    counts.merge(word, 1, Integer::sum);
  }

  public static void main(String[] args) throws InterruptedException {
    MendedWordCount text = new MendedWordCount();
    ExecutorService readers = Executors.newFixedThreadPool(2);
    for (int reader = 0; reader < 2; reader++) {
      readers.execute(
          () -> {
            for (int i = 0; i < 10_000; i++) {
              text.count("the");
            }
          });
    }
    readers.shutdown();
    if (readers.awaitTermination(10, TimeUnit.SECONDS)) {
      System.out.println(text.counts.get("the") + " of 20000 words counted");
    }
  }
}
