package programs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * Waits for a sign that nobody gives, the first time it runs in a folder; the next time is fine.
 */
public final class HangsOnce {
  private HangsOnce() {}

  public static void main(String[] args) throws Exception {
    Path mark = Path.of("ran-before");
    if (!Files.exists(mark)) {
      Files.createFile(mark);
      new CountDownLatch(1).await();
    }
    System.out.println("answered");
  }
}
