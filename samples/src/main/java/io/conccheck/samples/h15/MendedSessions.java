package io.conccheck.samples.h15;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The map itself opens a session where there is none. */
public final class MendedSessions {
  private final Map<Integer, Object> sessions = new ConcurrentHashMap<>();
  private final AtomicInteger opened = new AtomicInteger();

  private Object open(int user) {
    opened.incrementAndGet();
    return new Object();
  }

  private void browse() {
    for (int user = 0; user < 10_000; user++) {
      sessions.computeIfAbsent(user, this::open);
    }
  }

  public static void main(String[] args) throws InterruptedException {
    MendedSessions site = new MendedSessions();
    Thread phone = new Thread(site::browse, "phone");
    Thread desktop = new Thread(site::browse, "desktop");
    phone.start();
    desktop.start();
    phone.join();
    desktop.join();
    System.out.println(site.opened.get() + " sessions for 10000 users");
  }
}
