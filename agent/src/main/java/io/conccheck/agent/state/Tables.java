package io.conccheck.agent.state;

/** The tables that woven code refers to by number: one of each for a JVM. */
public final class Tables {

  public static final Sites SITES = new Sites(1 << 20);
  public static final Variables VARIABLES = new Variables();

  public static final Operations OPERATIONS = new Operations();

  /** Volatile fields by owner and name. */
  public static final Numbers VOLATILES = new Numbers();

  /** Loops that only look. */
  public static final LookLoops LOOK_LOOPS = new LookLoops();

  /** Methods that outgrew what the JVM compiles when they were woven. */
  public static final LargeMethods LARGE_METHODS = new LargeMethods();

  /** Methods that take units of a pool and give them back. */
  public static final UnitMethods UNIT_METHODS = new UnitMethods();

  private Tables() {}
}
