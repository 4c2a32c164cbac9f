/** Sends one mail and leaves. */
public final class Bad {
  public static void main(String[] args) throws Exception {
    new Mailer().send(() -> System.out.println("sent"));
    Thread.sleep(300);
    System.exit(0);
  }
}
