package example.process;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Children that are not looked after, one way each. */
public final class Broken {

  private Broken() {}

  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "orphan" -> orphan();
      case "many" -> many();
      case "secret" -> secret();
      case "orphan-halt" -> {
        orphan();
        Runtime.getRuntime().halt(0);
      }
      case "grandchild" -> grandchild();
      case "background" -> background();
      case "background-quiet" -> backgroundQuiet();
      case "adopted" -> {
        adopted();
        System.in.read();
      }
      case "wait-to-be-killed" -> {
        orphan();
        System.out.println("started");
        Thread.sleep(60_000);
      }
      case "slow-child" -> {
        Process child = new ProcessBuilder("cat").start();
        System.out.println("started");
        System.in.read();
        child.getOutputStream().close();
        child.waitFor();
      }
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  static void orphan() throws IOException {
    new ProcessBuilder("sleep", "210").start();
  }

  /** Ends with the JVM, but not before. */
  static void secret() throws IOException {
    new ProcessBuilder("sh", "-c", "read x", "--password=geheim").start();
  }

  /** The shell ends, what it has put in the background goes on. */
  static void grandchild() throws IOException, InterruptedException {
    new ProcessBuilder("sh", "-c", "sleep 220 & sleep 0.4").start().waitFor();
  }

  /** The shell ends at once: nobody can have seen what it has put in the background. */
  static void background() throws IOException, InterruptedException {
    new ProcessBuilder("sh", "-c", "sleep 230 & exit 0").start().waitFor();
  }

  /** Nothing ties it to this program but that nobody else was there. */
  static void backgroundQuiet() throws IOException, InterruptedException {
    new ProcessBuilder("sh", "-c", "sleep 240 >/dev/null 2>&1 & exit 0").start().waitFor();
  }

  /** Not even the group and the session are this program's. */
  static void session() throws IOException, InterruptedException {
    String[] script = {"sh", "-c", "setsid sleep 245 </dev/null >/dev/null 2>&1 & exit 0"};
    new ProcessBuilder(script).start().waitFor();
  }

  static void stalePid() throws IOException, InterruptedException {
    Process child = new ProcessBuilder("true").start();
    child.waitFor();
    System.out.println(ProcessHandle.of(child.pid()).isPresent());
  }

  static void staleKill() throws IOException, InterruptedException {
    Process child = new ProcessBuilder("true").start();
    child.waitFor();
    String pid = Long.toString(child.pid());
    new ProcessBuilder("/bin/sh", "-c", "exit 0", "kill", pid).start().waitFor(); // no kill at all
    new ProcessBuilder("kill", "-0", pid).start().waitFor();
  }

  static void staleScript() throws IOException, InterruptedException {
    Process child = new ProcessBuilder("true").start();
    child.waitFor();
    String script = "kill -0 " + child.pid() + " 2>/dev/null || true";
    new ProcessBuilder("sh", "-c", script).start().waitFor();
  }

  static void unreaped() throws IOException, InterruptedException {
    Process child = new ProcessBuilder("true").start();
    while (child.getInputStream().read() >= 0) {
      Thread.onSpinWait();
    }
    Thread.sleep(300);
  }

  static void garbage() throws IOException, InterruptedException {
    new ProcessBuilder("true").start();
    for (int i = 0; i < 40; i++) {
      Thread.sleep(100);
      System.gc();
    }
  }

  static void destroyed() throws IOException, InterruptedException {
    Process child = new ProcessBuilder("sleep", "230").start();
    child.destroy();
    Thread.sleep(300);
  }

  static void stubborn() throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder("sh", "-c", "trap '' TERM; echo ready; while :; do sleep 0.2; done")
            .start();
    child.getInputStream().read();
    child.destroy();
    Thread.sleep(100);
  }

  static void timedWait() throws IOException, InterruptedException {
    Process child = new ProcessBuilder("sleep", "0.5").start();
    child.waitFor(50, TimeUnit.MILLISECONDS);
    Thread.sleep(800);
  }

  /** The shell replaces itself by a program that does not collect the shell's children. */
  static Process zombie() throws IOException {
    return new ProcessBuilder("sh", "-c", "sleep 0.2 & exec sleep 4").start();
  }

  /** Where this JVM is process 1 it inherits the sleeper. */
  static void adopted() throws IOException, InterruptedException {
    new ProcessBuilder("sh", "-c", "sleep 0.5 >/dev/null 2>&1 & exit 0").start().waitFor();
  }

  static Process undrained() throws IOException {
    return new ProcessBuilder("head", "-c", "200000", "/dev/zero").start();
  }

  /** What needs time goes on while the others come and go. */
  private static void many() throws IOException, InterruptedException {
    Process shell = zombie();
    Process full = undrained();
    orphan();
    stalePid();
    staleKill();
    staleScript();
    session();
    unreaped();
    destroyed();
    stubborn();
    timedWait();
    garbage();
    shell.waitFor();
    if (!full.waitFor(2, TimeUnit.SECONDS)) {
      full.destroyForcibly().waitFor();
    }
  }
}
