package io.conccheck.samples.h24;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** A callback turned into a future: what went wrong is in there, and nobody takes it out. */
public final class BrokenPromise {

  private BrokenPromise() {}

  private static CompletableFuture<String> fetch(String page) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    if (page.isEmpty()) {
      answer.completeExceptionally(new IOException("no page")); // want runtime:unread-task-failure
    } else {
      answer.complete("text of " + page);
    }
    return answer;
  }

  public static void main(String[] args) {
    fetch("news").thenAccept(System.out::println);
    fetch("").thenAccept(System.out::println);
    System.out.println("all pages asked for");
  }
}
