/** Counts once, on a thread that ends. */
public final class Driver {
  public static void main(String[] args) throws Exception {
    Counter.once();
  }
}
