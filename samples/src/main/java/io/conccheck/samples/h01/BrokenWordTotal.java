package io.conccheck.samples.h01;

import java.util.List;

/** Lambdas cannot assign a local, so the total was put into an array: shared all the same. */
public final class BrokenWordTotal {

  private BrokenWordTotal() {}

  private static int words(String line) {
    return line.split(" ").length;
  }

  public static void main(String[] args) throws InterruptedException {
    List<String> first = List.of("the quick brown fox", "jumps over");
    List<String> second = List.of("the lazy dog", "and runs away");
    int[] total = {0};
    Thread one =
        new Thread(
            () -> {
              for (String line : first) {
                int n = words(line);
                total[0] += n; // want source:unguarded-shared-field, runtime:data-race #1
              }
            });
    Thread two =
        new Thread(
            () -> {
              for (String line : second) {
                total[0] += words(line); // want runtime:data-race #1
              }
            });
    one.start();
    two.start();
    one.join();
    two.join();
    System.out.println(total[0] + " words");
  }
}
