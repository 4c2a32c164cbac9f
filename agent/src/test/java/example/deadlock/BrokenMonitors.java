package example.deadlock;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Monitors taken in orders that can close a circle; each nested class is one case. */
public final class BrokenMonitors {

  private BrokenMonitors() {}

  public static void main(String[] args) throws Exception {
    TwoFields.run();
    Transfer.run();
    ThreeLocks.run();
    AcrossClasses.run();
    ClassAndInstance.run();
    GateOnOneSide.run();
    GateLetGo.run();
    Listener.run();
    Retaken.run();
    Philosophers.run();
    ConcurrentWithStarter.run();
    OnlyHandedOver.run();
    LongCircle.run();
    System.out.println("done");
  }

  static final class TwoFields {
    private final Object left = new Object();
    private final Object right = new Object();

    static void run() throws Exception {
      TwoFields f = new TwoFields();
      Turns.inTurn(f::leftFirst, f::rightFirst);
    }

    void leftFirst() {
      synchronized (left) {
        synchronized (right) {
          Thread.onSpinWait();
        }
      }
    }

    void rightFirst() {
      synchronized (right) {
        synchronized (left) {
          Thread.onSpinWait();
        }
      }
    }
  }

  /** The class orders nothing: two instances are taken both ways. */
  static final class Transfer {
    private int balance;

    static void run() throws Exception {
      Transfer a = new Transfer();
      Transfer b = new Transfer();
      Turns.inTurn(() -> a.to(b, 1), () -> b.to(a, 2));
    }

    void to(Transfer other, int amount) {
      synchronized (this) {
        synchronized (other) {
          balance -= amount;
          other.balance += amount;
        }
      }
    }
  }

  static final class ThreeLocks {
    static final Object A = new Object();
    static final Object B = new Object();
    static final Object C = new Object();

    static void run() throws Exception {
      Turns.inTurn(() -> both(A, B), () -> both(B, C), () -> both(C, A));
    }

    static void both(Object outer, Object inner) {
      synchronized (outer) {
        synchronized (inner) {
          Thread.onSpinWait();
        }
      }
    }
  }

  static final class AcrossClasses {
    static final class Parent {
      Child child;

      synchronized void update() {
        child.changed();
      }

      synchronized void childChanged() {
        Thread.onSpinWait();
      }
    }

    static final class Child {
      Parent parent;

      synchronized void changed() {
        Thread.onSpinWait();
      }

      synchronized void update() {
        parent.childChanged();
      }
    }

    static void run() throws Exception {
      Parent p = new Parent();
      Child c = new Child();
      p.child = c;
      c.parent = p;
      Turns.inTurn(p::update, c::update);
    }
  }

  static final class ClassAndInstance {
    static synchronized void all(ClassAndInstance one) {
      one.self();
    }

    synchronized void self() {
      Thread.onSpinWait();
    }

    synchronized void outer() {
      all(this);
    }

    static void run() throws Exception {
      ClassAndInstance c = new ClassAndInstance();
      Turns.inTurn(() -> all(c), c::outer);
    }
  }

  /** Only one of the two takes the gate. */
  static final class GateOnOneSide {
    private final Object gate = new Object();
    private final Object a = new Object();
    private final Object b = new Object();

    static void run() throws Exception {
      GateOnOneSide g = new GateOnOneSide();
      Turns.inTurn(g::gated, g::ungated);
    }

    void gated() {
      synchronized (gate) {
        synchronized (a) {
          synchronized (b) {
            Thread.onSpinWait();
          }
        }
      }
    }

    void ungated() {
      synchronized (b) {
        synchronized (a) {
          Thread.onSpinWait();
        }
      }
    }
  }

  /** Both take the gate, but not around the circle. */
  static final class GateLetGo {
    private final Object gate = new Object();
    private final Object a = new Object();
    private final Object b = new Object();

    static void run() throws Exception {
      GateLetGo g = new GateLetGo();
      Turns.inTurn(() -> g.take(g.a, g.b), () -> g.take(g.b, g.a));
    }

    void take(Object outer, Object inner) {
      synchronized (gate) {
        Thread.onSpinWait();
      }
      synchronized (outer) {
        synchronized (inner) {
          Thread.onSpinWait();
        }
      }
    }
  }

  /** A library calls back under its lock; the application calls the library under its own. */
  static final class Listener {
    static final class Bus {
      private Runnable listener;

      synchronized void listen(Runnable r) {
        listener = r;
      }

      synchronized void fire() {
        listener.run();
      }
    }

    private final Object state = new Object();
    private final Bus bus = new Bus();

    static void run() throws Exception {
      Listener l = new Listener();
      l.bus.listen(l::onEvent);
      Turns.inTurn(l.bus::fire, l::change);
    }

    void onEvent() {
      synchronized (state) {
        Thread.onSpinWait();
      }
    }

    void change() {
      synchronized (state) {
        bus.fire();
      }
    }
  }

  /** A wait takes its monitor back while it holds another. */
  static final class Retaken {
    private final Object outer = new Object();
    private final Object inner = new Object();

    static void run() throws Exception {
      Retaken r = new Retaken();
      Turns.inTurn(r::await, r::outerThenInner);
    }

    void await() throws InterruptedException {
      synchronized (outer) {
        synchronized (inner) {
          outer.wait(5);
        }
      }
    }

    void outerThenInner() {
      synchronized (outer) {
        synchronized (inner) {
          Thread.onSpinWait();
        }
      }
    }
  }

  static final class Philosophers {
    private static final int COUNT = 5;
    private final Object[] forks = new Object[COUNT];

    static void run() throws Exception {
      Philosophers p = new Philosophers();
      Turns.Task[] all = new Turns.Task[COUNT];
      for (int i = 0; i < COUNT; i++) {
        p.forks[i] = new Object();
        int seat = i;
        all[i] = () -> p.eat(seat);
      }
      Turns.inTurn(all);
    }

    void eat(int seat) {
      synchronized (forks[seat]) {
        synchronized (forks[(seat + 1) % COUNT]) {
          Thread.onSpinWait();
        }
      }
    }
  }

  /** A queue hands work over; another schedule hands over other work. */
  static final class OnlyHandedOver {
    private final Object a = new Object();
    private final Object b = new Object();
    private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();

    static void run() throws Exception {
      OnlyHandedOver o = new OnlyHandedOver();
      Thread t = new Thread(() -> Turns.now(o::second));
      t.start();
      o.first();
      t.join();
    }

    void first() {
      synchronized (a) {
        synchronized (b) {
          Thread.onSpinWait();
        }
      }
      queue.add("x");
    }

    void second() throws InterruptedException {
      queue.take();
      synchronized (b) {
        synchronized (a) {
          Thread.onSpinWait();
        }
      }
    }
  }

  /** What the starter does before start and after join is ordered; in between it is not. */
  static final class ConcurrentWithStarter {
    private final Object a = new Object();
    private final Object b = new Object();
    private volatile boolean done;

    static void run() throws Exception {
      ConcurrentWithStarter c = new ConcurrentWithStarter();
      c.aThenB();
      Thread t = new Thread(c::bThenA);
      t.start();
      for (int looks = 0; !c.done && looks < 100_000; looks++) {
        Thread.sleep(1);
      }
      c.aThenB();
      t.join();
      c.aThenB();
    }

    void aThenB() {
      synchronized (a) {
        synchronized (b) {
          Thread.onSpinWait();
        }
      }
    }

    void bThenA() {
      synchronized (b) {
        synchronized (a) {
          Thread.onSpinWait();
        }
      }
      done = true;
    }
  }

  static final class LongCircle {
    private static final int LENGTH = 12;
    private final LongCircle[] all;

    LongCircle(LongCircle[] all) {
      this.all = all;
    }

    static void run() throws Exception {
      LongCircle[] all = new LongCircle[LENGTH];
      Turns.Task[] tasks = new Turns.Task[LENGTH];
      for (int i = 0; i < LENGTH; i++) {
        all[i] = new LongCircle(all);
        int at = i;
        tasks[i] = () -> all[at].withNext(at);
      }
      Turns.inTurn(tasks);
    }

    synchronized void withNext(int at) {
      all[(at + 1) % LENGTH].end();
    }

    synchronized void end() {
      Thread.onSpinWait();
    }
  }
}
