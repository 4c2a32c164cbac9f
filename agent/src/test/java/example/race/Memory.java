package example.race;

/** Fills more arrays than the shadow memory holds, then races once. */
public final class Memory {

  static final int[] RACY = new int[16];
  static byte[] kept; // an array that stays in its method is not watched

  public static void main(String[] args) throws Exception {
    long sum = 0;
    for (int round = 0; round < 8; round++) {
      byte[] big = kept = new byte[400_000];
      for (int i = 0; i < big.length; i++) {
        int scattered = (int) (i * 7919L % big.length);
        big[scattered] = (byte) scattered;
      }
      sum += big[77];
    }
    Pair.unordered(() -> RACY[3]++, () -> RACY[3]++);
    System.out.println("done " + sum);
  }
}
