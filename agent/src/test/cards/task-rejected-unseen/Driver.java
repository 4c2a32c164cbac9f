class Driver {
  public static void main(String[] args) throws Exception {
    Orders.takeAll(
        () -> {
          try {
            Thread.sleep(100);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }
}
