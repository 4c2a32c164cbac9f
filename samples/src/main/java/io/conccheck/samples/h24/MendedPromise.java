package io.conccheck.samples.h24;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** The same callback; each future has a handler that tells what went wrong. */
public final class MendedPromise {

  private MendedPromise() {}

  private static CompletableFuture<String> fetch(String page) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    if (page.isEmpty()) {
      answer.completeExceptionally(new IOException("no page"));
    } else {
      answer.complete("text of " + page);
    }
    return answer;
  }

  private static void print(String text, Throwable failure) {
    System.out.println(failure == null ? text : "failed: " + failure.getMessage());
  }

  public static void main(String[] args) {
    fetch("news").whenComplete(MendedPromise::print);
    fetch("").whenComplete(MendedPromise::print);
    System.out.println("all pages asked for");
  }
}
