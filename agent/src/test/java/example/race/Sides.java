package example.race;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A race under two locks, one at a site that has long been hot, and order through a handle to an
 * inherited field.
 */
public final class Sides {

  private static final Object LEFT = new Object();
  private static final Object RIGHT = new Object();
  private static final int TURNS = 200;
  private static final VarHandle TURN;

  static {
    try {
      TURN = MethodHandles.lookup().findStaticVarHandle(Sides.class, "turn", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  static int racyUnderLocks;
  static int racyAtLast;
  private static int turn;

  private Sides() {}

  private static class Base {
    volatile int state;
    int data;
  }

  private static final class Derived extends Base {
    static final VarHandle STATE;

    static {
      try {
        STATE = MethodHandles.lookup().findVarHandle(Derived.class, "state", int.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }
  }

  public static void main(String[] args) throws Exception {
    Derived d = new Derived();
    Thread writer =
        new Thread(
            () -> {
              d.data = 1;
              Derived.STATE.setRelease(d, 1);
            });
    writer.start();
    while (d.state == 0) {
      Thread.onSpinWait();
    }
    System.out.println("done " + d.data);
    Pair.unordered(Sides::left, Sides::right);
    for (int i = 0; i < 10 * TURNS; i++) {
      change();
    }
    Thread other = new Thread(() -> turns(1));
    other.start();
    turns(0);
    other.join();
  }

  private static void turns(int own) {
    for (int i = own; i < TURNS; i += 2) {
      while ((int) TURN.getOpaque() != i) {
        Thread.onSpinWait();
      }
      change();
      TURN.setOpaque(i + 1);
    }
  }

  private static void change() {
    racyAtLast++;
  }

  private static void left() {
    synchronized (LEFT) {
      racyUnderLocks = 1;
    }
  }

  private static void right() {
    synchronized (RIGHT) {
      racyUnderLocks = 2;
    }
  }
}
