/** One transfer after the other: the cycle shows without a deadlock. */
public final class Driver {
  public static void main(String[] args) throws Exception {
    Account a = new Account();
    Account b = new Account();
    Thread one = new Thread(() -> a.transfer(b, 1));
    Thread two =
        new Thread(
            () -> {
              try {
                Thread.sleep(200);
              } catch (InterruptedException e) {
                return;
              }
              b.transfer(a, 1);
            });
    one.start();
    two.start();
    one.join();
    two.join();
  }
}
