package programs;

/** Starts a child that stays, then dies without any hook, or waits. */
public final class Daemoniser {
  private Daemoniser() {}

  public static void main(String[] args) throws Exception {
    Process child = new ProcessBuilder("sleep", "47").start();
    System.out.println("child=" + child.pid() + " self=" + ProcessHandle.current().pid());
    Thread.sleep(60_000);
  }
}
