package io.conccheck.samples.h01;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The captured total is an atomic. */
public final class MendedWordTotal {

  private MendedWordTotal() {}

  private static int words(String line) {
    return line.split(" ").length;
  }

  public static void main(String[] args) throws InterruptedException {
    List<String> first = List.of("the quick brown fox", "jumps over");
    List<String> second = List.of("the lazy dog", "and runs away");
    AtomicInteger total = new AtomicInteger();
    Thread one =
        new Thread(
            () -> {
              for (String line : first) {
                total.addAndGet(words(line));
              }
            });
    Thread two =
        new Thread(
            () -> {
              for (String line : second) {
                total.addAndGet(words(line));
              }
            });
    one.start();
    two.start();
    one.join();
    two.join();
    System.out.println(total.get() + " words");
  }
}
