package io.conccheck.samples.h33;

import java.util.concurrent.CompletableFuture;

/** Downloads fail without a word, and nobody waits for those that do not. */
public final class BrokenDownloader {

  private BrokenDownloader() {}

  private static void download(String url) {
    if (!url.startsWith("http:")) {
      throw new IllegalArgumentException("not " + url); // want runtime:unread-task-failure
    }
  }

  public static void main(String[] args) throws InterruptedException {
    for (String url : new String[] {"http://a/1", "ftp://b/2"}) {
      CompletableFuture.runAsync(() -> download(url)); // want source:unread-failure
    }
    Thread.sleep(200);
    System.out.println("downloads begun");
  }
}
