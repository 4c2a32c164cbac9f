package io.conccheck.agent.boot;

/**
 * Which epochs of a thread lay within a class initialiser that has ended. Whoever uses a class
 * after its initialiser has ended does so after all that the initialiser did (JLS 12.4.2), and what
 * an initialiser wrote is mostly reached through its class; so an access within an initialiser is
 * taken to be before any access after its end. That can miss a race on an object that the
 * initialiser gave away by another road, and invents none.
 *
 * <p>An initialiser that writes static fields of other classes goes by a number: what uses its
 * class is woven, and those fields are ordered by such uses alone.
 */
public final class ClassInits {

  private static int[] tids = new int[64]; // this and the two below are guarded by the class
  private static int[] from = new int[64];
  private static int[] to = new int[64];
  private static int[] numbers = new int[64]; // 0 for a class that has none
  private static int size;
  private static String[] names = new String[0]; // of classes, by number

  /** By number; a change makes a new array. */
  private static volatile SyncVar[] ended = new SyncVar[0];

  private ClassInits() {}

  /** Called as the first thing an initialiser does; the result goes to {@link #end}. */
  public static int begin(ThreadState ts) {
    ts.releaseAnew();
    return ts.time();
  }

  /** Called as the last thing an initialiser does, also when it throws. */
  public static void end(ThreadState ts, int begun, int number) {
    Pin.on();
    try {
      int tid = ts.tid();
      int time = ts.time();
      if (tid != 0 && time >= begun) {
        add(tid, begun, time, number);
      }
      Clock done = ts.releaseAnew();
      if (number != 0) {
        of(number).add(done);
      }
    } finally {
      Pin.off();
    }
  }

  private static synchronized SyncVar of(int number) {
    SyncVar[] vars = ended;
    if (number >= vars.length) {
      SyncVar[] more = new SyncVar[Math.max(8, number * 2)];
      System.arraycopy(vars, 0, more, 0, vars.length);
      vars = more;
    }
    if (vars[number] == null) {
      vars[number] = new SyncVar();
    }
    ended = vars;
    return vars[number];
  }

  /** Tells which class a number stands for, by its dotted name. */
  public static synchronized void name(int number, String type) {
    if (number >= names.length) {
      String[] more = new String[number * 2];
      System.arraycopy(names, 0, more, 0, names.length);
      names = more;
    }
    names[number] = type;
  }

  private static int pinnedNumber(String type) {
    Pin.on();
    try {
      return number(type);
    } finally {
      Pin.off();
    }
  }

  private static synchronized int number(String type) {
    for (int i = 0; i < names.length; i++) {
      if (type.equals(names[i])) {
        return i;
      }
    }
    return 0;
  }

  /** The thread has had the class initialised, and those above it. Never throws. */
  public static void initialised(Class<?> type) {
    if (ended.length == 0) {
      return;
    }
    for (Class<?> c = type; c != null && c.getClassLoader() != null; c = c.getSuperclass()) {
      int number = pinnedNumber(c.getName());
      if (number != 0) {
        use(number);
      }
    }
  }

  /** The thread uses the class of that number. Never throws. */
  public static void use(int number) {
    SyncVar[] vars = ended;
    SyncVar v = number < vars.length ? vars[number] : null;
    if (v != null && Sync.enabled) {
      ThreadState ts = Threads.current();
      if (!ts.busy) {
        v.acquire(ts);
      }
    }
  }

  private static synchronized void add(int tid, int begun, int ended, int number) {
    if (size == tids.length) {
      tids = longer(tids);
      from = longer(from);
      to = longer(to);
      numbers = longer(numbers);
    }
    tids[size] = tid;
    from[size] = begun;
    to[size] = ended;
    numbers[size] = number;
    size++;
  }

  private static int[] longer(int[] a) {
    int[] b = new int[a.length * 2];
    System.arraycopy(a, 0, b, 0, a.length);
    return b;
  }

  /**
   * True if the access that left this word was made within an initialiser that has ended, and so is
   * before any other of that variable.
   *
   * @param isStatic the variable is a static field: of what those write that have a number
   */
  static boolean excuse(long word, boolean isStatic) {
    return pinnedFind(word, isStatic ? 0 : -1);
  }

  /** True if the access was made within the initialiser of the class of that number. */
  public static boolean contain(long word, int number) {
    return ended.length > 0 && number != 0 && pinnedFind(word, number);
  }

  /** True if some initialiser has a number. */
  public static boolean anyNumbered() {
    return ended.length > 0;
  }

  private static boolean pinnedFind(long word, int number) {
    Pin.on();
    try {
      return find(word, number);
    } finally {
      Pin.off();
    }
  }

  private static synchronized boolean find(long word, int number) {
    int tid = (int) (word >>> ThreadState.TID_SHIFT);
    int time = (int) (word >>> ThreadState.SITE_BITS) & ThreadState.CLOCK_MAX;
    for (int i = 0; i < size; i++) {
      if (tids[i] == tid
          && from[i] <= time
          && time <= to[i]
          && (number < 0 || numbers[i] == number)) {
        return true;
      }
    }
    return false;
  }
}
