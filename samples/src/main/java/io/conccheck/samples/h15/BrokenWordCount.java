package io.conccheck.samples.h15;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A concurrent map, read and written back in two steps. */
public final class BrokenWordCount {
  private final Map<String, Integer> counts = new ConcurrentHashMap<>();

  private void count(String word) {
    Integer n = counts.get(word);
    int more = n == null ? 1 : n + 1;
    counts.put(word, more); // want source:check-then-act, runtime:atomicity-violation
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenWordCount text = new BrokenWordCount();
    ExecutorService readers = Executors.newFixedThreadPool(2);
    for (int reader = 0; reader < 2; reader++) {
      readers.execute(
          () -> {
            for (int i = 0; i < 50_000; i++) {
              text.count("the");
            }
          });
    }
    readers.shutdown();
    if (readers.awaitTermination(10, TimeUnit.SECONDS)) {
      System.out.println(text.counts.get("the") + " of 100000 words counted");
    }
  }
}
