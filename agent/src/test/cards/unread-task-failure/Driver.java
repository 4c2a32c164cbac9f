/** Imports what is no number. */
public final class Driver {
  public static void main(String[] args) throws Exception {
    try {
      Importer.run("twelve");
    } catch (IllegalArgumentException e) {
      System.out.println(e.getMessage());
    }
    Thread.sleep(500);
  }
}
