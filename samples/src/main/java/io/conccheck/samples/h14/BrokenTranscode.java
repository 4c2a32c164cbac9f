package io.conccheck.samples.h14;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Nobody reads what the transcoder prints: it blocks as soon as the pipe is full. */
public final class BrokenTranscode {

  private BrokenTranscode() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    ProcessBuilder tool = new ProcessBuilder("sh", "-c", "yes frame | head -c 300000");
    Process p = tool.start(); // want source:process-output-not-drained, runtime:undrained-process
    if (!p.waitFor(4, TimeUnit.SECONDS)) {
      System.out.println("the transcoder hangs");
      p.destroyForcibly().waitFor();
    }
  }
}
