import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks for a size below others. */
public final class Driver {
  public static void main(String[] args) throws Exception {
    Sizes sizes = new Sizes();
    Future<Integer> size = sizes.of(2);
    try {
      size.get(25, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      System.out.println("starved");
    }
    sizes.end();
  }
}
