package io.conccheck.samples.h03;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** The lock is taken before the {@code try}. */
public final class MendedConfigReload {
  private final Lock lock = new ReentrantLock();
  private final Map<String, String> values = new HashMap<>();

  private void reload(String line) {
    int equals = line.indexOf('=');
    String key = line.substring(0, equals);
    lock.lock();
    try {
      values.put(key, line.substring(equals + 1));
    } finally {
      lock.unlock();
    }
  }

  public static void main(String[] args) {
    MendedConfigReload config = new MendedConfigReload();
    config.reload("colour=blue");
    try {
      config.reload("no equals sign");
    } catch (RuntimeException e) {
      System.out.println("the failure seen is " + e);
    }
  }
}
