package io.conccheck.samples.h14;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** What the transcoder prints is thrown away, so it never blocks. */
public final class MendedTranscode {

  private MendedTranscode() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    ProcessBuilder b = new ProcessBuilder("sh", "-c", "yes frame | head -c 300000");
    b.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Process p = b.start();
    if (!p.waitFor(4, TimeUnit.SECONDS)) {
      System.out.println("the transcoder hangs");
      p.destroyForcibly().waitFor();
    }
  }
}
