/** Runs the supervisor to its end. */
public final class Driver {
  public static void main(String[] args) throws Exception {
    Supervisor.run();
  }
}
