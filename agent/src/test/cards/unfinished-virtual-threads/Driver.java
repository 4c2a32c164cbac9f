class Driver {
  public static void main(String[] args) throws Exception {
    Downloads.fetchAll(3);
  }
}
