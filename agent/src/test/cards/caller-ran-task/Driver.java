class Driver {
  public static void main(String[] args) throws Exception {
    Scanner.scan(() -> System.out.println("scanned"));
  }
}
