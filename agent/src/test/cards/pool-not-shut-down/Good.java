/** Sends one mail and closes. */
public final class Good {
  public static void main(String[] args) throws Exception {
    try (Mailer mailer = new Mailer()) {
      mailer.send(() -> System.out.println("sent"));
    }
    System.exit(0);
  }
}
