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
