package example.exit;

/** Ends in the way its argument says; a hook of its own takes its time. */
public final class Ways {

  private Ways() {}

  public static void main(String[] args) throws Exception {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  pause(200);
                  System.out.println("hook ended");
                }));
    switch (args[0]) {
      case "exit" -> System.exit(Integer.parseInt(args[1]));
      case "halt" -> Runtime.getRuntime().halt(Integer.parseInt(args[1]));
      case "throw" -> throw new IllegalStateException("on purpose");
      case "wait" -> {
        System.out.println("waiting");
        Thread.sleep(60_000);
      }
      case "halt-in-hook" -> {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(0)));
        System.exit(0);
      }
      default -> System.out.println("returning");
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
