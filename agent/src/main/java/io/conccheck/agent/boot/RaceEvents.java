package io.conccheck.agent.boot;

/**
 * Told of each race that the shadow words show. Called on the racing thread, which is busy then.
 */
public abstract class RaceEvents {

  public static final int WRITE_READ = 0;
  public static final int WRITE_WRITE = 1;
  public static final int READ_WRITE = 2;

  /** The one listener, or null. */
  public static volatile RaceEvents sink;

  /** True if accesses are sampled; set before {@link Sampling} is first used, and never again. */
  public static boolean sampling;

  /** The {@link #indexMask} of a run that watches no array elements. */
  public static final int NO_ELEMENTS = -1;

  /** See {@link Sampling}; set at the same time. */
  public static int indexMask;

  /**
   * Two unordered accesses.
   *
   * @param kind earlier access, then the current one
   * @param earlier shadow word of the earlier access
   * @param site site of the current access
   * @param owner object or array, or null for a static field
   * @param variable id of the field, or -1 - index for an array element
   */
  public abstract void race(
      int kind, long earlier, ThreadState ts, int site, Object owner, int variable);
}
