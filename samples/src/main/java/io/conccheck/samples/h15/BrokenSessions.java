package io.conccheck.samples.h15;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Looks whether the user has a session and opens one if not: two requests open two. */
public final class BrokenSessions {
  private final Map<Integer, Object> sessions = new ConcurrentHashMap<>();
  private final AtomicInteger opened = new AtomicInteger();

  private void request(int user) {
    if (!sessions.containsKey(user)) {
      opened.incrementAndGet();
      Object session = new Object();
      sessions.put(user, session); // want source:check-then-act, runtime:atomicity-violation
    }
  }

  private void browse() {
    for (int user = 0; user < 50_000; user++) {
      request(user);
    }
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenSessions site = new BrokenSessions();
    Thread phone = new Thread(site::browse, "phone");
    Thread desktop = new Thread(site::browse, "desktop");
    phone.start();
    desktop.start();
    phone.join();
    desktop.join();
    System.out.println(site.opened.get() + " sessions for 50000 users");
  }
}
