package io.conccheck.samples.h14;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One converter per picture, each collected when it ends. */
public final class MendedThumbnails {

  private MendedThumbnails() {}

  private static CompletableFuture<Integer> convert(String picture) throws IOException {
    ProcessBuilder b = new ProcessBuilder("test", "-n", picture).inheritIO();
    return b.start().onExit().thenApply(Process::exitValue);
  }

  public static void main(String[] args) throws IOException {
    List<CompletableFuture<Integer>> all = new ArrayList<>();
    for (String picture : List.of("a.png", "b.png", "c.png")) {
      all.add(convert(picture));
    }
    int failed = 0;
    for (CompletableFuture<Integer> one : all) {
      failed += one.join();
    }
    System.out.println(failed + " pictures failed");
  }
}
