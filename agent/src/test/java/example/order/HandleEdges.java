package example.order;

import static example.order.unseen.Turns.inTurn;

import example.order.unseen.Turns;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
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
    Invoked.run();
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

  /** Accesses by method handles that were made of handles of variables. */
  static final class Invoked {
    static int invokerClean;
    static int swapClean;
    static int failedSwapRacy;
    static int boundClean;
    static int insertedClean;
    static int elementClean;
    static int otherElementRacy;
    static int opaqueInvokerRacy;
    static int plainRacy;
    static int plainInvokerRacy;
    static int opaqueClean;

    private static final MethodType SET =
        MethodType.methodType(void.class, Holder.class, int.class);
    private static final MethodType GET = MethodType.methodType(int.class, Holder.class);

    /** Something that invokes a method handle. */
    interface Deed {
      void run() throws Throwable;
    }

    private static void pair(Deed first, Deed second) {
      inTurn(() -> now(first), () -> now(second));
    }

    private static void now(Deed deed) {
      try {
        deed.run();
      } catch (Throwable t) {
        throw new AssertionError(t);
      }
    }

    static void run() {
      Holder h = new Holder();
      MethodHandle set = MethodHandles.varHandleInvoker(VarHandle.AccessMode.SET_RELEASE, SET);
      MethodHandle get = MethodHandles.varHandleExactInvoker(VarHandle.AccessMode.GET_ACQUIRE, GET);
      pair(
          () -> {
            invokerClean++;
            set.invoke(Holder.FLAG, h, 1);
          },
          () -> {
            if ((int) get.invokeExact(Holder.FLAG, h) == 1) {
              invokerClean++;
            }
          });
      MethodHandle swap = Holder.FLAG.toMethodHandle(VarHandle.AccessMode.COMPARE_AND_SET);
      pair(
          () -> {
            swapClean++;
            Turns.keep((boolean) swap.invokeExact(h, 1, 2));
          },
          () -> {
            if ((boolean) swap.invokeExact(h, 2, 3)) {
              swapClean++;
            }
          });
      Holder other = new Holder();
      pair(
          () -> {
            failedSwapRacy++;
            Turns.keep((boolean) swap.invokeExact(other, 77, 78));
          },
          () -> {
            Turns.keep((int) get.invokeExact(Holder.FLAG, other));
            failedSwapRacy++;
          });
      MethodHandle give = Holder.FLAG.toMethodHandle(VarHandle.AccessMode.SET_VOLATILE);
      MethodHandle take = Holder.FLAG.toMethodHandle(VarHandle.AccessMode.GET_VOLATILE);
      MethodHandle giveIt = give.bindTo(h);
      MethodHandle takeIt = take.bindTo(h).asType(MethodType.methodType(long.class));
      pair(
          () -> {
            boundClean++;
            giveIt.invokeExact(5);
          },
          () -> {
            if ((long) takeIt.invokeExact() == 5) {
              boundClean++;
            }
          });
      MethodHandle giveSix = MethodHandles.insertArguments(set, 0, Holder.FLAG, h, 6);
      pair(
          () -> {
            insertedClean++;
            giveSix.invokeExact();
          },
          () -> {
            if ((long) takeIt.invokeExact() == 6) {
              insertedClean++;
            }
          });
      elements();
      plain();
    }

    private static void elements() {
      int[] cells = new int[4];
      MethodHandle put = Holder.CELLS.toMethodHandle(VarHandle.AccessMode.SET_VOLATILE);
      MethodHandle look = Holder.CELLS.toMethodHandle(VarHandle.AccessMode.GET_VOLATILE);
      pair(
          () -> {
            elementClean++;
            otherElementRacy++;
            put.invokeExact(cells, 2, 1);
          },
          () -> {
            Turns.keep((int) look.invokeExact(cells, 1));
            otherElementRacy++;
            if ((int) look.invokeExact(cells, 2) == 1) {
              elementClean++;
            }
          });
    }

    private static void plain() {
      Holder h = new Holder();
      MethodHandle peek = Holder.FLAG.toMethodHandle(VarHandle.AccessMode.GET_OPAQUE);
      pair(
          () -> {
            opaqueInvokerRacy++;
            Holder.FLAG.setVolatile(h, 1);
          },
          () -> {
            Turns.keep((int) peek.invokeExact(h));
            opaqueInvokerRacy++;
          });
      VarHandle plain = of("plainRacy");
      MethodHandle set = plain.toMethodHandle(VarHandle.AccessMode.SET);
      pair(() -> set.invoke(1), () -> plainRacy++);
      VarHandle second = of("plainInvokerRacy");
      MethodHandle get =
          MethodHandles.varHandleInvoker(
              VarHandle.AccessMode.GET, MethodType.methodType(int.class));
      pair(() -> plainInvokerRacy++, () -> Turns.keep((int) get.invoke(second)));
      VarHandle opaque = of("opaqueClean");
      MethodHandle setOpaque = opaque.toMethodHandle(VarHandle.AccessMode.SET_OPAQUE);
      pair(() -> setOpaque.invoke(1), () -> setOpaque.invoke(2));
    }

    private static VarHandle of(String field) {
      try {
        return MethodHandles.lookup().findStaticVarHandle(Invoked.class, field, int.class);
      } catch (ReflectiveOperationException e) {
        throw new AssertionError(e);
      }
    }
  }
}
