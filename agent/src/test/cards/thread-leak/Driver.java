class Driver {
  public static void main(String[] args) throws Exception {
    for (int i = 0; i < 5; i++) {
      Session session = new Session();
      Thread.sleep(60);
      session.close();
    }
  }
}
