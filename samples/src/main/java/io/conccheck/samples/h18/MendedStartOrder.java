package io.conccheck.samples.h18;

import java.util.concurrent.CompletableFuture;

/** The service waits for the configuration itself. */
public final class MendedStartOrder {
  private final CompletableFuture<String> configuration = new CompletableFuture<>();

  private void load() {
    configuration.complete("port=80");
  }

  public static void main(String[] args) throws InterruptedException {
    MendedStartOrder service = new MendedStartOrder();
    Thread loader = new Thread(service::load, "loader");
    loader.start();
    System.out.println("serving with " + service.configuration.join());
    loader.join();
  }
}
