package io.conccheck.samples.h12;

import java.util.HashMap;
import java.util.Map;

/** A map of connections by thread: never emptied, and made for one thread. */
public final class BrokenThreadTable {
  private final Map<Thread, String> map = new HashMap<>(); // want source:map-keyed-by-thread

  private void connect() {
    map.put(Thread.currentThread(), "up"); // want source:unguarded-shared-field, runtime:data-race
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenThreadTable database = new BrokenThreadTable();
    Thread first = new Thread(database::connect, "first");
    Thread second = new Thread(database::connect, "second");
    first.start();
    second.start();
    first.join();
    second.join();
    System.out.println(database.map.size() + " connections");
  }
}
