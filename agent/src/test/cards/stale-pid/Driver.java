class Driver {
  public static void main(String[] args) throws Exception {
    System.out.println(Worker.runs());
  }
}
