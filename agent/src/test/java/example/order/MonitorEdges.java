package example.order;

import static example.order.unseen.Turns.await;
import static example.order.unseen.Turns.inTurn;
import static example.order.unseen.Turns.next;
import static example.order.unseen.Turns.together;

import example.order.unseen.Turns;

/** Edges of monitors: fields ending in Clean are ordered, those in Racy are not. */
public final class MonitorEdges {

  static int waitClean;
  static int waitAllClean;
  static int timedWaitClean;
  static int exceptionClean;
  static int reentryClean;
  static int classClean;
  static int twoMonitorsRacy;
  static int ownMonitorRacy;
  static int classAndObjectRacy;
  static int notifyRacy;
  static boolean ready; // guarded by the monitor at hand

  private MonitorEdges() {}

  public static void main(String[] args) {
    Object m = new Object();
    waits(m);
    held(m);
    noEdges(m);
  }

  private static void awaitReady(Object m) throws InterruptedException {
    synchronized (m) {
      while (!ready) {
        m.wait();
      }
      waitAllClean++;
    }
  }

  private static void waits(Object m) {
    together(
        () -> {
          synchronized (m) {
            next();
            while (!ready) {
              m.wait();
            }
            waitClean++;
          }
        },
        () -> awaitReady(m),
        () -> awaitReady(m),
        () -> {
          await(1);
          Turns.pause(20);
          synchronized (m) {
            waitClean++;
            waitAllClean++;
            ready = true;
            m.notifyAll();
          }
        });
    together(
        () -> {
          synchronized (m) {
            next();
            m.wait(100);
            timedWaitClean++;
          }
        },
        () -> {
          await(1);
          synchronized (m) {
            timedWaitClean++;
          }
        });
  }

  private static synchronized void inClass() {
    classClean++;
  }

  private static void held(Object m) {
    inTurn(
        MonitorEdges::inClass,
        () -> {
          synchronized (MonitorEdges.class) {
            classClean++;
          }
        });
    inTurn(
        () -> {
          try {
            synchronized (m) {
              exceptionClean++;
              throw new IllegalStateException();
            }
          } catch (IllegalStateException e) {
            next();
          }
        },
        () -> {
          synchronized (m) {
            exceptionClean++;
          }
        });
    inTurn(
        () -> {
          synchronized (m) {
            synchronized (m) {
              reentryClean++;
            }
            reentryClean++;
          }
        },
        () -> {
          synchronized (m) {
            reentryClean++;
          }
        });
  }

  private static synchronized void inClassRacy() {
    classAndObjectRacy++;
  }

  private static void noEdges(Object m) {
    inTurn(
        () -> {
          synchronized (m) {
            twoMonitorsRacy++;
          }
        },
        () -> {
          synchronized (new int[0]) {
            twoMonitorsRacy++;
          }
        });
    inTurn(
        () -> {
          synchronized (new Object()) {
            ownMonitorRacy++;
          }
        },
        () -> {
          synchronized (new Object()) {
            ownMonitorRacy++;
          }
        });
    inTurn(
        MonitorEdges::inClassRacy,
        () -> {
          synchronized (m) {
            classAndObjectRacy++;
          }
        });
    together(
        () -> {
          synchronized (m) {
            next();
            m.wait(2_000);
          }
          notifyRacy++;
        },
        () -> {
          await(1);
          synchronized (m) {
            m.notifyAll();
          }
          notifyRacy++;
        });
  }
}
