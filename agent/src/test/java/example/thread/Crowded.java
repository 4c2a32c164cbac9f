package example.thread;

import java.util.Arrays;

/**
 * A virtual thread begins while somebody sits on a lock of the agent's. Prints whether it waits on
 * its carrier: had it left that, only threads that take the same lock could bring it back.
 */
public final class Crowded {

  private Crowded() {}

  public static void main(String[] args) throws Exception {
    Virtual.start(() -> {}).join();
    Thread late;
    synchronized (Class.forName("io.conccheck.agent.boot.Tids", false, null)) {
      late = Virtual.start(() -> {});
      while (late.getState() != Thread.State.BLOCKED) {
        Thread.sleep(10);
      }
      System.out.println("on its carrier: " + isAnyMounted());
    }
    late.join();
    System.out.println("through");
  }

  private static boolean isAnyMounted() {
    return Thread.getAllStackTraces().values().stream()
        .flatMap(Arrays::stream)
        .anyMatch(frame -> frame.getMethodName().equals("runContinuation"));
  }
}
