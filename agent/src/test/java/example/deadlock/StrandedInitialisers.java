package example.deadlock;

/** Initialisers of classes that wait for each other, or for who waits for them. */
final class StrandedInitialisers {

  private static final Object LOCK = new Object();

  private StrandedInitialisers() {}

  private static final class First {
    static int value;

    static {
      Turns.now(Stranded::meet);
      value = Second.value;
    }
  }

  private static final class Second {
    static int value;

    static {
      Turns.now(Stranded::meet);
      value = First.value;
    }
  }

  static void classes() {
    Stranded.start(() -> System.out.println(First.value));
    Stranded.start(() -> System.out.println(Second.value));
  }

  private static final class Locking {
    static int value;

    static {
      Turns.now(Stranded::meet);
      synchronized (LOCK) {
        value = 1;
      }
    }
  }

  static void classAndLock() throws Exception {
    Stranded.start(() -> System.out.println(Locking.value));
    synchronized (LOCK) {
      Stranded.meet();
      System.out.println(Locking.value);
    }
  }

  private static class Above {
    static final Above ONE;

    static {
      Turns.now(Stranded::meet);
      Turns.now(() -> Thread.sleep(500)); // no look at the other tells that it waits
      ONE = new Below();
    }
  }

  private static final class Below extends Above {
    static int made;

    Below() {
      made++;
    }
  }

  /** Who needs the class below waits for the one above, which makes one of the class below. */
  static void parent() throws Exception {
    Stranded.start(() -> System.out.println(Above.ONE));
    Stranded.start(
        () -> {
          Stranded.meet();
          System.out.println(Below.made);
        });
  }
}
