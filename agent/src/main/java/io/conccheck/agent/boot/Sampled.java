package io.conccheck.agent.boot;

/**
 * What woven code calls in {@code mode=sample} in place of {@link Arrays} and {@link Units}: as
 * little as can be said of an access at a site that is passed over. The thread's state may be null,
 * which is then asked for where it is needed. Never throws.
 */
public final class Sampled {

  private Sampled() {}

  /** See {@link Arrays#read}. */
  public static void read(Object array, int index, ThreadState ts, int site) {
    if (Sampling.OFF[site] == 0) {
      Arrays.readSampled(array, index, ts, site);
    }
  }

  /** See {@link Arrays#write}. */
  public static void write(Object array, int index, ThreadState ts, int site) {
    if (Sampling.OFF[site] == 0) {
      Arrays.writeSampled(array, index, ts, site);
    }
  }

  /** See {@link Units#read}. */
  public static void read(Object o, ThreadState ts, int site) {
    if (Sampling.OFF[site] == 0) {
      Units.read(o, Sampling.state(ts), site);
    }
  }

  /** See {@link Units#readValue(Object, Object, ThreadState, int)}. */
  public static void readValue(Object o, Object key, ThreadState ts, int site) {
    if (Sampling.OFF[site] == 0) {
      Units.readValue(o, key, Sampling.state(ts), site);
    }
  }

  /** See {@link Units#readValue(Object, int, ThreadState, int)}. */
  public static void readValue(Object o, int index, ThreadState ts, int site) {
    if (Sampling.OFF[site] == 0) {
      Units.readValue(o, index, Sampling.state(ts), site);
    }
  }

  /** See {@link Units#before}. */
  public static int before(Object o, ThreadState ts, int site) {
    return Sampling.OFF[site] == 0 ? Units.before(o, Sampling.state(ts), site) : Units.PASSED_OVER;
  }

  /** See {@link Units#beforeLook}. */
  public static int beforeLook(Object o, ThreadState ts, int site) {
    return Sampling.OFF[site] == 0
        ? Units.beforeLook(o, Sampling.state(ts), site)
        : Units.PASSED_OVER;
  }

  /** See {@link Units#beforeLookValue}. */
  public static int beforeLookValue(Object o, Object key, ThreadState ts, int site) {
    return Sampling.OFF[site] == 0
        ? Units.beforeLookValue(o, key, Sampling.state(ts), site)
        : Units.PASSED_OVER;
  }

  /** See {@link Units#after}. */
  public static void after(Object o, int count, ThreadState ts, int site) {
    if (count != Units.PASSED_OVER) {
      Units.after(o, count, Sampling.state(ts), site);
    }
  }

  /** See {@link Units#afterValue(Object, int, Object, ThreadState, int)}. */
  public static void afterValue(Object o, int count, Object key, ThreadState ts, int site) {
    if (count != Units.PASSED_OVER) {
      Units.afterValue(o, count, key, Sampling.state(ts), site);
    }
  }

  /** See {@link Units#afterValue(Object, int, int, ThreadState, int)}. */
  public static void afterValue(Object o, int count, int index, ThreadState ts, int site) {
    if (count != Units.PASSED_OVER) {
      Units.afterValue(o, count, index, Sampling.state(ts), site);
    }
  }

  /** See {@link Units#step}. */
  public static void step(Object iterator, boolean steps, ThreadState ts, int site) {
    if (Sampling.OFF[site] == 0) {
      Units.step(iterator, steps, Sampling.state(ts), site);
    }
  }

  /** See {@link Units#readText}. */
  public static void readText(Object o, ThreadState ts, int site) {
    if (Sampling.OFF[site] == 0) {
      Units.readText(o, Sampling.state(ts), site);
    }
  }

  /** See {@link Units#readAll}. */
  public static void readAll(Object o, ThreadState ts, int site) {
    if (Sampling.OFF[site] == 0) {
      Units.readAll(o, Sampling.state(ts), site);
    }
  }

  /** See {@link Units#readFirst}. */
  public static void readFirst(Object o, ThreadState ts, int site) {
    if (Sampling.OFF[site] == 0) {
      Units.readFirst(o, Sampling.state(ts), site);
    }
  }

  /** See {@link Units#readNext}. */
  public static void readNext(Object o, ThreadState ts, int site) {
    if (Sampling.OFF[site] == 0) {
      Units.readNext(o, Sampling.state(ts), site);
    }
  }

  /** See {@link Units#readEntry}. */
  public static void readEntry(Object o, ThreadState ts, int site) {
    if (Sampling.OFF[site] == 0) {
      Units.readEntry(o, Sampling.state(ts), site);
    }
  }

  /** See {@link Units#setEntry}. */
  public static void setEntry(Object o, ThreadState ts, int site) {
    if (Sampling.OFF[site] == 0) {
      Units.setEntry(o, Sampling.state(ts), site);
    }
  }

  /** See {@link Units#setLast}. */
  public static void setLast(Object o, ThreadState ts, int site) {
    if (Sampling.OFF[site] == 0) {
      Units.setLast(o, Sampling.state(ts), site);
    }
  }

  /** See {@link Units#setAll}. */
  public static void setAll(Object o, ThreadState ts, int site) {
    if (Sampling.OFF[site] == 0) {
      Units.setAll(o, Sampling.state(ts), site);
    }
  }
}
