package example.deadlock;

import java.util.ArrayList;
import java.util.List;

/** Monitors that cannot close a circle in any schedule; each nested class is one case. */
public final class MendedMonitors {

  private MendedMonitors() {}

  public static void main(String[] args) throws Exception {
    OneOrder.run();
    OrderedTransfer.run();
    ThreeInOrder.run();
    OpenCall.run();
    Gate.run();
    GateDeepDown.run();
    OneThread.run();
    BeforeStart.run();
    AfterJoin.run();
    StartedInChain.run();
    Reentrance.run();
    NotYetPublished.run();
    ByInstance.run();
    OrderedRing.run();
    WaitAlone.run();
    ManyInstances.run();
    System.out.println("done");
  }

  static void both(Object outer, Object inner) {
    synchronized (outer) {
      synchronized (inner) {
        Thread.onSpinWait();
      }
    }
  }

  static final class OneOrder {
    private final Object left = new Object();
    private final Object right = new Object();

    static void run() throws Exception {
      OneOrder o = new OneOrder();
      Turns.inTurn(() -> both(o.left, o.right), () -> both(o.left, o.right));
    }
  }

  static final class OrderedTransfer {
    private final int number;
    private int balance;

    OrderedTransfer(int number) {
      this.number = number;
    }

    static void run() throws Exception {
      OrderedTransfer a = new OrderedTransfer(1);
      OrderedTransfer b = new OrderedTransfer(2);
      Turns.inTurn(() -> a.to(b, 1), () -> b.to(a, 2));
    }

    void to(OrderedTransfer other, int amount) {
      OrderedTransfer first = number < other.number ? this : other;
      synchronized (first) {
        synchronized (first == this ? other : this) {
          balance -= amount;
          other.balance += amount;
        }
      }
    }
  }

  static final class ThreeInOrder {
    static void run() throws Exception {
      Object a = new Object();
      Object b = new Object();
      Object c = new Object();
      Turns.inTurn(() -> both(a, b), () -> both(b, c), () -> both(a, c));
    }
  }

  /** The lock is let go before the other object is called. */
  static final class OpenCall {
    private OpenCall other;
    private int changes;

    static void run() throws Exception {
      OpenCall a = new OpenCall();
      OpenCall b = new OpenCall();
      a.other = b;
      b.other = a;
      Turns.inTurn(a::update, b::update);
    }

    void update() {
      OpenCall o;
      synchronized (this) {
        changes++;
        o = other;
      }
      o.changed();
    }

    synchronized void changed() {
      changes++;
    }
  }

  static final class Gate {
    static void run() throws Exception {
      Object gate = new Object();
      Object a = new Object();
      Object b = new Object();
      Turns.inTurn(() -> gated(gate, a, b), () -> gated(gate, b, a));
    }

    static void gated(Object gate, Object outer, Object inner) {
      synchronized (gate) {
        both(outer, inner);
      }
    }
  }

  /** The gate is taken under another lock and around calls. */
  static final class GateDeepDown {
    static void run() throws Exception {
      Object gate = new Object();
      Object a = new Object();
      Object b = new Object();
      Turns.inTurn(
          () -> {
            synchronized (new Object()) {
              Gate.gated(gate, a, b);
            }
          },
          () -> Gate.gated(gate, b, a));
    }
  }

  static final class OneThread {
    static void run() throws Exception {
      Object a = new Object();
      Object b = new Object();
      Turns.inTurn(
          () -> {
            both(a, b);
            both(b, a);
          });
    }
  }

  static final class BeforeStart {
    static void run() throws Exception {
      Object a = new Object();
      Object b = new Object();
      both(a, b);
      Thread t = new Thread(() -> both(b, a));
      t.start();
      t.join();
    }
  }

  static final class AfterJoin {
    static void run() throws Exception {
      Object a = new Object();
      Object b = new Object();
      Thread t = new Thread(() -> both(a, b));
      t.start();
      t.join();
      both(b, a);
      Thread u = new Thread(() -> both(a, b));
      u.start();
      while (u.isAlive()) {
        Thread.sleep(1);
      }
      both(b, a);
    }
  }

  /** Ordered through a thread that takes no lock itself. */
  static final class StartedInChain {
    static void run() throws Exception {
      Object a = new Object();
      Object b = new Object();
      Thread outer =
          new Thread(
              () -> {
                Thread inner = new Thread(() -> both(b, a));
                inner.start();
                try {
                  inner.join();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      both(a, b);
      outer.start();
      outer.join();
      both(a, b);
    }
  }

  static final class Reentrance {
    static void run() throws Exception {
      Object a = new Object();
      Object b = new Object();
      Turns.inTurn(
          () -> {
            synchronized (a) {
              synchronized (b) {
                synchronized (a) {
                  Thread.onSpinWait();
                }
              }
            }
          },
          () -> both(a, b));
    }
  }

  /** An object locks itself while it is made, before any other thread can know it. */
  static final class NotYetPublished {
    private static final Object REGISTRY = new Object();
    private static final List<NotYetPublished> ALL = new ArrayList<>();

    NotYetPublished() {
      synchronized (this) {
        synchronized (REGISTRY) {
          ALL.add(this);
        }
      }
    }

    static void run() throws Exception {
      Turns.inTurn(NotYetPublished::new, NotYetPublished::visit);
    }

    static void visit() {
      synchronized (REGISTRY) {
        for (NotYetPublished n : ALL) {
          synchronized (n) {
            Thread.onSpinWait();
          }
        }
      }
    }
  }

  /** One class, taken both ways, but never the same two instances. */
  static final class ByInstance {
    static void run() throws Exception {
      ByInstance[] chain = new ByInstance[4];
      for (int i = 0; i < chain.length; i++) {
        chain[i] = new ByInstance();
      }
      Turns.inTurn(
          () -> both(chain[0], chain[1]),
          () -> both(chain[1], chain[2]),
          () -> both(chain[2], chain[3]),
          () -> both(chain[0], chain[3]));
    }
  }

  static final class OrderedRing {
    private static final int COUNT = 5;

    static void run() throws Exception {
      Object[] forks = new Object[COUNT];
      Turns.Task[] all = new Turns.Task[COUNT];
      for (int i = 0; i < COUNT; i++) {
        forks[i] = new Object();
        int low = Math.min(i, (i + 1) % COUNT);
        int high = Math.max(i, (i + 1) % COUNT);
        all[i] = () -> both(forks[low], forks[high]);
      }
      Turns.inTurn(all);
    }
  }

  /** A wait that lets go of all that is held. */
  static final class WaitAlone {
    static void run() throws Exception {
      Object a = new Object();
      Turns.inTurn(
          () -> {
            synchronized (a) {
              a.wait(5);
            }
          },
          () -> {
            synchronized (a) {
              a.notifyAll();
            }
          });
    }
  }

  /** Thousands of short-lived locks under a few lasting ones, in one order. */
  static final class ManyInstances {
    static void run() throws Exception {
      Object top = new Object();
      Object[] shared = new Object[100];
      for (int i = 0; i < shared.length; i++) {
        shared[i] = new Object();
      }
      Turns.Task task =
          () -> {
            for (int i = 0; i < 20_000; i++) {
              Object own = new Object();
              synchronized (top) {
                synchronized (shared[i % shared.length]) {
                  synchronized (own) {
                    Thread.onSpinWait();
                  }
                }
              }
            }
          };
      Turns.inTurn(task, task);
    }
  }
}
