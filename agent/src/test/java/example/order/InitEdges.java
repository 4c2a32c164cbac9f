package example.order;

import static example.order.unseen.Turns.inTurn;

/**
 * What class initialisers write into static fields of another class is ordered for whoever uses
 * their class: fields ending in Clean are read that way, those in Racy by who does not.
 */
public final class InitEdges {

  static int calledClean;
  static int constantClean;
  static int inheritedClean;
  static int madeClean;
  static int namedClean;
  static int loadedClean;
  static int ownClean;
  static int nestedClean;
  static int besideRacy;
  static int notInitialisedRacy;

  private InitEdges() {}

  /** Its users call it. */
  private static final class Called {
    static {
      calledClean = 1;
      besideRacy = 1;
    }

    static void use() {}
  }

  /** Its users read what never changes. */
  private static final class Constant {
    static final Object IT;

    static {
      constantClean = 1;
      IT = new Object();
    }
  }

  private static class Base {
    static {
      inheritedClean = 1;
    }
  }

  /** Initialising it initialises what it extends. */
  private static final class Derived extends Base {
    static void use() {}
  }

  private static class Made {
    static {
      madeClean = 1;
    }
  }

  private static final class MadeMore extends Made {}

  private static final class Named {
    static {
      namedClean = 1;
    }
  }

  private static final class Loaded {
    static {
      loadedClean = 1;
      notInitialisedRacy = 1;
    }
  }

  /** Reads a field of its own. */
  private static final class Own {
    static int count;

    static {
      ownClean = 1;
      count = 3;
    }
  }

  /** Initialises another on its way. */
  private static final class Outer {
    static {
      Inner.use();
    }

    static void use() {}
  }

  private static final class Inner {
    static {
      nestedClean = 1;
    }

    static void use() {}
  }

  public static void main(String[] args) {
    inTurn(
        Called::use,
        () -> besideRacy++,
        () -> {
          Called.use();
          calledClean++;
        });
    inTurn(
        () -> Constant.IT.hashCode(),
        () -> {
          if (Constant.IT != null) {
            constantClean++;
          }
        });
    inTurn(
        Derived::use,
        () -> {
          Derived.use();
          inheritedClean++;
        });
    inTurn(
        MadeMore::new,
        () -> {
          new MadeMore();
          madeClean++;
        });
    String name = InitEdges.class.getName();
    inTurn(
        () -> Class.forName(name + "$Named"),
        () -> {
          Class.forName(name + "$Named");
          namedClean++;
        });
    ClassLoader loader = InitEdges.class.getClassLoader();
    inTurn(
        () -> Class.forName(name + "$Loaded", true, loader),
        () -> {
          Class.forName(name + "$Loaded", false, loader);
          notInitialisedRacy++;
          Class.forName(name + "$Loaded", true, loader);
          loadedClean++;
        });
    inTurn(
        () -> Integer.toString(Own.count),
        () -> {
          if (Own.count >= 3) {
            ownClean++;
          }
        });
    inTurn(
        Outer::use,
        () -> {
          Outer.use();
          nestedClean++;
        });
  }
}
