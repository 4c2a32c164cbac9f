package example.shortage;

import java.util.ArrayList;
import java.util.List;

/** Fills the memory again and again, and goes on; then it races, and waits to be killed. */
public final class Full {

  private static int raced;

  private int value;
  private int[] array;

  private Full() {}

  private static int fill(int i) {
    List<Full> all = new ArrayList<>();
    try {
      while (true) {
        Full next = new Full();
        next.value = i;
        next.array = new int[50];
        next.array[3] = next.value;
        all.add(next);
      }
    } catch (OutOfMemoryError e) {
      all = null;
      return 1;
    }
  }

  public static void main(String[] args) throws Exception {
    int full = 0;
    for (int i = 0; i < 4; i++) {
      full += fill(i);
    }
    System.out.println("full " + full);
    for (int i = 0; i < 3; i++) { // the first may be forgiven
      Thread other = new Thread(() -> raced++);
      other.start();
      raced++;
      other.join();
    }
    System.out.println("ready");
    Thread.sleep(60_000);
  }
}
