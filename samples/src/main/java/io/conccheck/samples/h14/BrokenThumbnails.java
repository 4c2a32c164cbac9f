package io.conccheck.samples.h14;

import java.io.IOException;
import java.util.List;

/** One converter per picture, none of them ever collected. */
public final class BrokenThumbnails {

  private BrokenThumbnails() {}

  private static void convert(String picture) throws IOException {
    ProcessBuilder b = new ProcessBuilder("test", "-n", picture).inheritIO();
    b.start(); // want source:process-not-awaited, runtime:unreaped-process
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    for (String picture : List.of("a.png", "b.png", "c.png")) {
      convert(picture);
    }
    Thread.sleep(400);
    System.out.println("three pictures, nobody knows whether they were converted");
  }
}
