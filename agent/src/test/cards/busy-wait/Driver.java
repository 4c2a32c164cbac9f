/** Waits for a report that takes its time. */
public final class Driver {
  public static void main(String[] args) throws Exception {
    Report report = new Report();
    Thread writer =
        new Thread(
            () -> {
              try {
                Thread.sleep(4_000);
              } catch (InterruptedException e) {
                return;
              }
              report.finish();
            });
    writer.start();
    report.await();
    writer.join();
  }
}
