package example.order;

import static example.order.unseen.Turns.inTurn;

import example.order.unseen.Turns;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Edges of handles and fences: fields ending in Clean are ordered, those in Racy are not. */
public final class HandleEdges {

  static int handleVolatileClean;
  static int handleAcquireClean;
  static int handleCasClean;
  static int handleFieldClean;
  static int handleAddClean;
  static int handleArrayClean;
  static int handleStaticClean;
  static int fenceClean;
  static int handleOpaqueRacy;
  static int handleFailedCasRacy;
  static int handleOtherElementRacy;

  private HandleEdges() {}

  /** Fields reached by handles. */
  static final class Holder {
    static final VarHandle FLAG;
    static final VarHandle SHARED;
    static final VarHandle CELLS = MethodHandles.arrayElementVarHandle(int[].class);

    static {
      try {
        FLAG = MethodHandles.lookup().findVarHandle(Holder.class, "flag", int.class);
        SHARED = MethodHandles.lookup().findStaticVarHandle(Holder.class, "shared", int.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    volatile int flag;
    static volatile int shared;
  }

  public static void main(String[] args) {
    handles();
    handlesWithout();
  }

  private static void pair(Runnable a, Runnable b) {
    inTurn(a::run, b::run);
  }

  private static void handles() {
    Holder h = new Holder();
    pair(
        () -> {
          handleVolatileClean++;
          Holder.FLAG.setVolatile(h, 1);
        },
        () -> {
          if ((int) Holder.FLAG.getVolatile(h) == 1) {
            handleVolatileClean++;
          }
        });
    pair(
        () -> {
          handleAcquireClean++;
          Holder.FLAG.setRelease(h, 2);
        },
        () -> {
          if ((int) Holder.FLAG.getAcquire(h) == 2) {
            handleAcquireClean++;
          }
        });
    pair(
        () -> {
          handleCasClean++;
          Holder.FLAG.compareAndSet(h, 2, 3);
        },
        () -> {
          if (Holder.FLAG.compareAndSet(h, 3, 4)) {
            handleCasClean++;
          }
        });
    pair(
        () -> {
          handleFieldClean++;
          Holder.FLAG.setVolatile(h, 5);
        },
        () -> {
          if (h.flag == 5) {
            handleFieldClean++;
          }
        });
    pair(
        () -> {
          handleAddClean++;
          int was = (int) Holder.FLAG.getAndAdd(h, 1);
          Turns.keep(was);
        },
        () -> {
          if ((int) Holder.FLAG.getAndAdd(h, 1) == 6) {
            handleAddClean++;
          }
        });
    int[] cells = new int[4];
    pair(
        () -> {
          handleArrayClean++;
          Holder.CELLS.setVolatile(cells, 1, 1);
        },
        () -> {
          if ((int) Holder.CELLS.getVolatile(cells, 1) == 1) {
            handleArrayClean++;
          }
        });
    pair(
        () -> {
          handleStaticClean++;
          Holder.SHARED.setVolatile(1);
        },
        () -> {
          if ((int) Holder.SHARED.getVolatile() == 1) {
            handleStaticClean++;
          }
        });
    pair(
        () -> {
          fenceClean++;
          VarHandle.releaseFence();
          Holder.FLAG.setOpaque(h, 9);
        },
        () -> {
          if ((int) Holder.FLAG.getOpaque(h) == 9) {
            VarHandle.acquireFence();
            fenceClean++;
          }
        });
  }

  private static void handlesWithout() {
    Holder h = new Holder();
    pair(
        () -> {
          handleOpaqueRacy++;
          Holder.FLAG.setOpaque(h, 1);
        },
        () -> {
          Turns.keep((int) Holder.FLAG.getOpaque(h));
          handleOpaqueRacy++;
        });
    pair(
        () -> {
          handleFailedCasRacy++;
          Turns.keep(Holder.FLAG.compareAndSet(h, 77, 78));
        },
        () -> {
          Turns.keep((int) Holder.FLAG.getVolatile(h));
          handleFailedCasRacy++;
        });
    int[] cells = new int[4];
    pair(
        () -> {
          handleOtherElementRacy++;
          Holder.CELLS.setVolatile(cells, 1, 1);
        },
        () -> {
          Turns.keep((int) Holder.CELLS.getVolatile(cells, 2));
          handleOtherElementRacy++;
        });
  }
}
