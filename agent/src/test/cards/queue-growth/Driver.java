class Driver {
  public static void main(String[] args) throws InterruptedException {
    Log log = new Log();
    Thread writer =
        new Thread(
            () -> {
              try {
                log.writer();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    writer.start();
    for (int i = 0; i < 450; i++) {
      for (int k = 0; k < 10; k++) {
        log.write("line " + i);
      }
      Thread.sleep(10);
    }
    writer.interrupt();
    writer.join();
  }
}
