package io.conccheck.samples.h03;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A download gives its slot back however it ends. */
public final class MendedDownloadSlots {
  private final Semaphore slots = new Semaphore(2);

  private static String fetch(String url) {
    if (url.startsWith("ftp:")) {
      throw new IllegalArgumentException("no such protocol: " + url);
    }
    return "body of " + url;
  }

  private String download(String url) throws InterruptedException {
    if (!slots.tryAcquire(100, TimeUnit.MILLISECONDS)) {
      return "no slot for " + url;
    }
    try {
      return fetch(url);
    } finally {
      slots.release();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    MendedDownloadSlots downloader = new MendedDownloadSlots();
    String[] urls = {"ftp://a/1", "ftp://a/2", "http://b/3"};
    for (String url : urls) {
      try {
        System.out.println(downloader.download(url));
      } catch (IllegalArgumentException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
