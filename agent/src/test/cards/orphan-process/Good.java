/** Runs a backup to its end. */
public final class Good {
  public static void main(String[] args) throws Exception {
    Backup.run();
  }
}
