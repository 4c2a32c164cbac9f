package io.conccheck.samples.h03;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A download that fails keeps its slot: after two failures nobody downloads any more. */
public final class BrokenDownloadSlots {
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
    String body = fetch(url);
    slots.release(); // want source:permit-not-released
    return body;
  }

  public static void main(String[] args) throws InterruptedException {
    BrokenDownloadSlots downloader = new BrokenDownloadSlots();
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
