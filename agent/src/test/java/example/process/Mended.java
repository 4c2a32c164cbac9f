package example.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Children that are looked after, in every way there is. */
public final class Mended {

  private Mended() {}

  public static void main(String[] args) throws Exception {
    waited();
    output();
    byHandle();
    onExit();
    inTime();
    tooLate();
    polled();
    runtimeExec();
    pipeline();
    lastOfPipeline();
    many();
    shellWithBackground();
    slowReader();
    Process last = new ProcessBuilder("sleep", "24").start();
    Runtime.getRuntime().addShutdownHook(new Thread(last::destroy));
    System.out.println("done");
  }

  private static void waited() throws IOException, InterruptedException {
    new ProcessBuilder("true").start().waitFor();
    new ProcessBuilder("head", "-c", "300000", "/dev/zero")
        .redirectOutput(Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private static void output() throws IOException, InterruptedException {
    Process child = new ProcessBuilder("head", "-c", "300000", "/dev/zero").start();
    child.getInputStream().transferTo(new ByteArrayOutputStream());
    child.waitFor();
  }

  private static void byHandle() throws Exception {
    Process child = new ProcessBuilder("sleep", "0.1").start();
    child.toHandle().onExit().get();
  }

  private static void onExit() throws Exception {
    new ProcessBuilder("sleep", "0.1").start().onExit().get();
  }

  private static void inTime() throws IOException, InterruptedException {
    new ProcessBuilder("true").start().waitFor(10, TimeUnit.SECONDS);
  }

  private static void tooLate() throws IOException, InterruptedException {
    Process child = new ProcessBuilder("sleep", "25").start();
    if (!child.waitFor(50, TimeUnit.MILLISECONDS)) {
      child.destroy();
      if (!child.waitFor(10, TimeUnit.SECONDS)) {
        child.destroyForcibly().waitFor();
      }
    }
  }

  private static void polled() throws IOException, InterruptedException {
    Process child = new ProcessBuilder("sleep", "0.1").start();
    while (child.isAlive()) {
      Thread.sleep(20);
    }
    System.out.println("ended with " + child.exitValue());
  }

  private static void runtimeExec() throws IOException, InterruptedException {
    Runtime.getRuntime().exec(new String[] {"true"}).waitFor();
  }

  /** Whoever has waited for the last process of a pipeline has waited for all. */
  private static void lastOfPipeline() throws IOException, InterruptedException {
    List<Process> all =
        ProcessBuilder.startPipeline(
            List.of(new ProcessBuilder("echo", "a"), new ProcessBuilder("cat")));
    all.get(1).getInputStream().transferTo(new ByteArrayOutputStream());
    all.get(1).waitFor();
  }

  private static void pipeline() throws IOException, InterruptedException {
    List<Process> all =
        ProcessBuilder.startPipeline(
            List.of(new ProcessBuilder("echo", "a"), new ProcessBuilder("cat")));
    try (InputStream in = all.get(1).getInputStream()) {
      in.readAllBytes();
    }
    for (Process p : all) {
      p.waitFor();
    }
  }

  private static void many() throws IOException, InterruptedException {
    List<Process> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      all.add(new ProcessBuilder("true").start());
    }
    for (Process p : all) {
      p.waitFor();
    }
  }

  private static void shellWithBackground() throws IOException, InterruptedException {
    new ProcessBuilder("sh", "-c", "sleep 0.3 & sleep 0.6; wait").start().waitFor();
  }

  /** A full pipe that is read from now and then is no deadlock. */
  private static void slowReader() throws IOException, InterruptedException {
    Process child = new ProcessBuilder("head", "-c", "150000", "/dev/zero").start();
    for (int i = 0; i < 3; i++) {
      Thread.sleep(1500);
      child.getInputStream().readNBytes(20_000);
    }
    child.getInputStream().readAllBytes();
    child.waitFor();
  }
}
