package example.race;

/** Many short threads, one after the other and at once, on racy and clean fields. */
public final class Widths {

  static int racyCount;
  static int cleanJoined;
  static int cleanGuarded;

  private static synchronized void guarded() {
    cleanGuarded++;
  }

  public static void main(String[] args) throws Exception {
    int rounds = Integer.parseInt(args[0]);
    for (int i = 0; i < rounds; i++) {
      Thread t =
          new Thread(
              () -> {
                cleanJoined++;
                for (int k = 0; k < 50; k++) {
                  guarded();
                }
              });
      t.start();
      t.join();
    }
    Pair.unordered(() -> racyCount++, () -> racyCount++);
    System.out.println("done " + cleanJoined);
  }
}
