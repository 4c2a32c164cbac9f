/** Runs the card's counter. */
public final class Driver {
  public static void main(String[] args) throws Exception {
    System.out.println(Counter.countWithTwoThreads());
  }
}
