/** Lists more than a pipe holds; ends by itself where the listing hangs. */
public final class Driver {
  public static void main(String[] args) throws Exception {
    Thread listing =
        new Thread(
            () -> {
              try {
                System.out.println(Listing.of("/usr").length() > 0);
              } catch (Exception e) {
                System.out.println(e);
              }
            });
    listing.setDaemon(true);
    listing.start();
    listing.join(12_000);
    ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
    listing.join();
  }
}
