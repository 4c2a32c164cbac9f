/** Transfers both ways at once. */
public final class Driver {
  public static void main(String[] args) throws Exception {
    Account.bothWays();
  }
}
