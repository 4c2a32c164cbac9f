package io.conccheck.agent.boot;

/**
 * What the access modes of a {@code VarHandle} do to memory, told by the names of their methods as
 * the javadoc of {@code VarHandle} defines them.
 */
public final class AccessModes {

  private AccessModes() {}

  /** True if no access in that mode races with another such access. */
  public static boolean isAtomic(String mode) {
    return !mode.equals("get") && !mode.equals("set") && !mode.endsWith("Plain");
  }

  /** True for all that compare before they set. */
  public static boolean swaps(String mode) {
    return mode.startsWith("compareAnd") || mode.startsWith("weakCompareAnd");
  }

  private static boolean updates(String mode) {
    return mode.startsWith("getAnd") || swaps(mode) && !mode.endsWith("Plain");
  }

  /** True if an access in that mode is behind what was released before. */
  public static boolean acquires(String mode) {
    return mode.equals("getVolatile")
        || mode.equals("getAcquire")
        || updates(mode) && !mode.endsWith("Release");
  }

  /** True if what came before an access in that mode is before what acquires it. */
  public static boolean releases(String mode) {
    return mode.equals("setVolatile")
        || mode.equals("setRelease")
        || updates(mode) && !mode.endsWith("Acquire");
  }

  /** How many of the last arguments are values; those in front of them are coordinates. */
  public static int values(String mode) {
    return swaps(mode) ? 2 : mode.startsWith("get") && !updates(mode) ? 0 : 1;
  }

  /** True if the access may write. */
  public static boolean writes(String mode) {
    return values(mode) > 0;
  }
}
