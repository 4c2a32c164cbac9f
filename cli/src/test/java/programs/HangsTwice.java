package programs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * Waits for a sign that nobody gives, the first two times it runs in a folder; the next is fine.
 */
public final class HangsTwice {
  private HangsTwice() {}

  public static void main(String[] args) throws Exception {
    for (String mark : new String[] {"ran-once", "ran-twice"}) {
      if (!Files.exists(Path.of(mark))) {
        Files.createFile(Path.of(mark));
        new CountDownLatch(1).await();
      }
    }
    System.out.println("answered");
  }
}
