class Driver {
  public static void main(String[] args) throws Exception {
    System.out.println(Pages.sizes(5));
  }
}
