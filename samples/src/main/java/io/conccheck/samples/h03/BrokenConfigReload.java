package io.conccheck.samples.h03;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The lock is taken inside the {@code try}: if something before it throws, {@code finally} releases
 * a lock that was never taken and hides the real failure.
 */
public final class BrokenConfigReload {
  private final Lock lock = new ReentrantLock();
  private final Map<String, String> values = new HashMap<>();

  private void reload(String line) {
    try {
      int equals = line.indexOf('=');
      String key = line.substring(0, equals);
      lock.lock(); // want source:lock-in-try
      values.put(key, line.substring(equals + 1));
    } finally {
      lock.unlock(); // want runtime:unlock-without-lock
    }
  }

  public static void main(String[] args) {
    BrokenConfigReload config = new BrokenConfigReload();
    config.reload("colour=blue");
    try {
      config.reload("no equals sign");
    } catch (RuntimeException e) {
      System.out.println("the failure seen is " + e);
    }
  }
}
