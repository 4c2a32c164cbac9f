class Bad {
  public static void main(String[] args) throws InterruptedException {
    Thread.startVirtualThread(() -> System.out.println(Settings.HOME)).join();
  }
}
