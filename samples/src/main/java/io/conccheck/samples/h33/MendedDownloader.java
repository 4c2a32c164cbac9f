package io.conccheck.samples.h33;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Every download is awaited, and its failure told. */
public final class MendedDownloader {

  private MendedDownloader() {}

  private static void download(String url) {
    if (!url.startsWith("http:")) {
      throw new IllegalArgumentException("no such protocol: " + url);
    }
  }

  public static void main(String[] args) {
    List<CompletableFuture<Boolean>> all = new ArrayList<>();
    for (String url : new String[] {"http://a/1", "ftp://b/2"}) {
      all.add(
          CompletableFuture.runAsync(() -> download(url))
              .handle((nothing, failure) -> failure == null));
    }
    long done = all.stream().filter(CompletableFuture::join).count();
    System.out.println(done + " of 2 downloads done");
  }
}
