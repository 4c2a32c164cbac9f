import java.util.concurrent.TimeUnit;

/** Restarts a server once, and ends it properly. */
public final class Driver {
  public static void main(String[] args) throws Exception {
    Server server = new Server();
    java.lang.reflect.Field child = Server.class.getDeclaredField("child");
    child.setAccessible(true);
    child.set(server, new ProcessBuilder("sleep", "20").start());
    server.restart();
    Process last = (Process) child.get(server);
    last.destroy();
    last.waitFor(5, TimeUnit.SECONDS);
  }
}
