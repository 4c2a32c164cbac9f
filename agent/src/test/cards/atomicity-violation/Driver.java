class Driver {
  public static void main(String[] args) throws InterruptedException {
    Budget budget = new Budget();
    Runnable spend =
        () -> {
          while (budget.take()) {}
        };
    Thread a = new Thread(spend);
    Thread b = new Thread(spend);
    a.start();
    b.start();
    a.join();
    b.join();
  }
}
