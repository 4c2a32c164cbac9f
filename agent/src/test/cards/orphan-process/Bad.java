/** Starts a backup and leaves. */
public final class Bad {
  public static void main(String[] args) throws Exception {
    Backup.start();
  }
}
