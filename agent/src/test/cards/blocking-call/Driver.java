class Driver {
  public static void main(String[] args) throws InterruptedException {
    Prices prices = new Prices();
    prices.show(100);
    Thread.sleep(500);
    prices.rateIsThere();
    Thread.sleep(200);
  }
}
