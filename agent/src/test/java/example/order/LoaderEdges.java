package example.order;

import static example.order.unseen.Turns.inTurn;
import static example.order.unseen.Turns.together;

import example.order.unseen.Turns;

/**
 * Class loaders that keep something while they find classes: fields ending in Clean are ordered by
 * the lock of class loading, those in Racy are not.
 */
public final class LoaderEdges {

  static int foundClean;
  static int notFoundClean;
  static int crowdClean;
  static int sameNameClean;
  static int otherNamesRacy;
  static int besideRacy;

  private LoaderEdges() {}

  private static Class<?> find(Runnable each, String name) throws ClassNotFoundException {
    each.run();
    if (name.startsWith("none")) {
      throw new ClassNotFoundException(name);
    }
    return Object.class;
  }

  /** One lock for all classes. */
  private static final class Plain extends ClassLoader {
    private final Runnable each;

    Plain(Runnable each) {
      this.each = each;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      return find(each, name);
    }
  }

  /** A lock for each name. */
  private static final class Parallel extends ClassLoader {
    static {
      registerAsParallelCapable();
    }

    private final Runnable each;

    Parallel(Runnable each) {
      this.each = each;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      return find(each, name);
    }
  }

  public static void main(String[] args) {
    ClassLoader finding = new Plain(() -> foundClean++);
    inTurn(() -> finding.loadClass("some.A"), () -> finding.loadClass("some.B"));
    ClassLoader missing = new Plain(() -> notFoundClean++);
    inTurn(() -> missed(missing, "none.A"), () -> missed(missing, "none.B"));
    ClassLoader crowded = new Plain(() -> crowdClean++);
    Turns.Body miss =
        () -> {
          for (int i = 0; i < 50; i++) {
            missed(crowded, "none." + i);
          }
        };
    together(miss, miss, miss, miss);
    ClassLoader same = new Parallel(() -> sameNameClean++);
    inTurn(() -> same.loadClass("some.A"), () -> same.loadClass("some.A"));
    ClassLoader other = new Parallel(() -> otherNamesRacy++);
    inTurn(() -> other.loadClass("some.A"), () -> other.loadClass("some.B"));
    ClassLoader half = new Plain(() -> besideRacy++);
    inTurn(() -> half.loadClass("some.A"), () -> besideRacy++);
  }

  private static void missed(ClassLoader loader, String name) {
    try {
      loader.loadClass(name);
      throw new AssertionError(name);
    } catch (ClassNotFoundException e) {
      return; // as it should be
    }
  }
}
