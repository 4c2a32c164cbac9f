package io.conccheck.agent.boot;

import java.util.List;

/**
 * What the program does with child processes. Called by hooks, with the calling thread marked busy;
 * implemented above.
 */
public abstract class ProcessEvents {

  /** Who listens, or null. Set once, before anything is hooked. */
  public static volatile ProcessEvents sink;

  /**
   * Where a thread keeps since when, by {@link System#nanoTime}, it has been starting a child: on a
   * busy machine the child may have done much before its start has been told.
   */
  public static final int STARTING = ThreadState.slot();

  /** A child has been started with that command line. */
  public abstract void started(Process child, List<String> command);

  /**
   * A child is being started, and these are the JVM's own ends of its standard streams.
   *
   * @param descriptors file descriptors of this JVM, negative where there is no pipe
   */
  public abstract void piped(Process child, int[] descriptors);

  /** Children already told of are one pipeline: each reads what the one before it writes. */
  public abstract void pipeline(List<Process> children);

  /** The child has ended and the program has learnt its exit status, or asked to be told. */
  public abstract void collected(long pid);

  /** A wait with a limit has said that the child still runs. */
  public abstract void waitedInVain(long pid);

  /** The program has asked whether the child lives. */
  public abstract void looked(long pid, boolean alive);

  /** The program is about to end the child. */
  public abstract void destroying(long pid);

  /** The program looks a process up by its number. */
  public abstract void lookedUp(long pid);

  /** The program has read from a file that may be a child's pipe. */
  public abstract void read(Object file);
}
