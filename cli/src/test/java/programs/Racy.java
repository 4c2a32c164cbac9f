package programs;

/** Two threads count in one plain field; ends with the code it is given. */
public final class Racy {
  private static int hits;

  private Racy() {}

  public static void main(String[] args) throws InterruptedException {
    Thread t = new Thread(Racy::count, "counter");
    t.start();
    count();
    t.join();
    System.out.println("arguments: " + String.join("|", args));
    System.exit(args.length == 0 ? 0 : Integer.parseInt(args[0]));
  }

  private static void count() {
    for (int i = 0; i < 1000; i++) {
      hits++;
    }
  }
}
