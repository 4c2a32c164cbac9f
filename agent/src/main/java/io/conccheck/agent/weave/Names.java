package io.conccheck.agent.weave;

import io.conccheck.agent.boot.Sampling;

/** Names of what the weaver adds and calls. */
public final class Names {

  /** Every member that the weaver adds to a class begins with this. */
  public static final String PREFIX = "$conccheck$";

  /** Begins the names of methods that are best left where they are. */
  static final String SLOW = PREFIX + "slow$";

  /** Marks a class of the application's that is a collection of the JDK and nothing else. */
  static final String UNIT = PREFIX + "unit";

  static final String BOOT = "io/conccheck/agent/boot/";
  static final String STATE = BOOT + "ThreadState";
  static final String STATE_DESC = "L" + STATE + ";";
  static final String THREADS = BOOT + "Threads";
  static final String SHADOW = BOOT + "Shadow";
  static final String ARRAYS = BOOT + "Arrays";
  static final String MONITORS = BOOT + "Monitors";
  static final String GATE = BOOT + "Gate";
  static final String VOLATILES = BOOT + "Volatiles";
  static final String UNITS = BOOT + "Units";
  static final String SHOWN = BOOT + "Shown";
  static final String SAMPLING = BOOT + "Sampling";
  static final String INITS = BOOT + "ClassInits";
  static final String APART = BOOT + "Apart";
  static final String APART_DESC = "L" + APART + ";";
  static final String SYNC_VAR = BOOT + "SyncVar";
  static final String SYNC_VAR_DESC = "L" + SYNC_VAR + ";";
  static final String VOLATILE_VAR = BOOT + "VolatileVar";
  static final String VOLATILE_VAR_DESC = "L" + VOLATILE_VAR + ";";

  private static final String SAMPLED = BOOT + "Sampled";

  private Names() {}

  /** What is told of accesses to array elements. */
  static String arrays() {
    return Sampling.ON ? SAMPLED : ARRAYS;
  }

  /** What is told of calls on stateful objects of the JDK. */
  static String units() {
    return Sampling.ON ? SAMPLED : UNITS;
  }

  static String writeWord(String field) {
    return PREFIX + "w$" + field;
  }

  static String readWord(String field) {
    return PREFIX + "r$" + field;
  }

  static String syncVar(String field) {
    return PREFIX + "v$" + field;
  }

  static String onRead(String field) {
    return PREFIX + "read$" + field;
  }

  static String onWrite(String field) {
    return PREFIX + "write$" + field;
  }

  static String slow(String accessor) {
    return SLOW + accessor.substring(PREFIX.length());
  }

  static String dotted(String internalName) {
    return internalName.replace('/', '.');
  }

  /** The method in whose source the code of that one stands: a lambda's is the one around it. */
  static String source(String method) {
    if (!method.startsWith("lambda$")) {
      return method;
    }
    int end = method.indexOf('$', "lambda$".length());
    String around = end < 0 ? "" : method.substring("lambda$".length(), end);
    return around.isEmpty() ? method : around;
  }
}
