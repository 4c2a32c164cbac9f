/** Asks nothing and waits for the answer. */
public final class Driver {
  public static void main(String[] args) throws Exception {
    Reply reply = new Reply();
    Thread client =
        new Thread(
            () -> {
              try {
                reply.await();
              } catch (InterruptedException e) {
                return;
              }
            });
    client.start();
    reply.serve("");
    client.join(12_000);
    Runtime.getRuntime().halt(0);
  }
}
