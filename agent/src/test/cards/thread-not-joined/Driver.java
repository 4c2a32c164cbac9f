class Driver {
  public static void main(String[] args) throws Exception {
    Feed.listen();
    Thread.sleep(200);
    System.exit(0);
  }
}
