class Driver {
  public static void main(String[] args) throws Exception {
    Nightly.run(() -> {});
    Thread.sleep(100);
  }
}
