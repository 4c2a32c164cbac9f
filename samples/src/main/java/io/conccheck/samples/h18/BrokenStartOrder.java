package io.conccheck.samples.h18;

/** The service sleeps long enough, one hopes, for the configuration to be there. */
public final class BrokenStartOrder {
  private String configuration;

  private void load() {
    configuration = "port=80"; // want source:unguarded-shared-field, runtime:data-race #1
  }

  private String serve() throws InterruptedException {
    Thread.sleep(200); // want source:order-by-timing
    return configuration; // want runtime:data-race #1
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenStartOrder service = new BrokenStartOrder();
    Thread loader = new Thread(service::load, "loader");
    loader.start();
    System.out.println("serving with " + service.serve());
    loader.join();
  }
}
