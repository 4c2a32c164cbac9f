import java.io.IOException;

/** Makes one report that takes too long. */
public final class Driver {
  public static void main(String[] args) throws Exception {
    try {
      Report.make();
    } catch (IOException e) {
      System.out.println(e.getMessage());
    }
  }
}
