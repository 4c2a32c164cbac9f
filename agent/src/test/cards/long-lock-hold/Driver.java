/** A shop asks for the price while it is fetched. */
public final class Driver {
  public static void main(String[] args) throws Exception {
    Prices prices = new Prices();
    Thread shop =
        new Thread(
            () -> {
              try {
                Thread.sleep(100);
              } catch (InterruptedException e) {
                return;
              }
              System.out.println(prices.price());
            });
    shop.start();
    prices.refresh(42);
    shop.join();
  }
}
