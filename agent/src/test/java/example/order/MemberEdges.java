package example.order;

import example.order.unseen.Turns;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.nio.ByteOrder;

/**
 * Fields and elements reached by handles and reflection: each access counts as what it is, and
 * orders what a volatile one orders.
 */
public final class MemberEdges {

  static int plainHandleRacy;
  static int handleAndFieldRacy;
  static int opaqueAndPlainRacy;
  static int volatileModeAndPlainRacy;
  static int opaqueBothClean;
  static int mixedModesClean;
  static int behindOpaqueRacy;
  static int staticVolatileClean;
  static int staticVolatileReadClean;
  static int staticSwapClean;
  static int asMethodHandleClean;
  static int asPlainMethodHandleRacy;
  static int getterRacy;
  static int staticSetterRacy;
  static int volatileGetterClean;
  static int unreflectedRacy;
  static int reflectedRacy;
  static int reflectedObjectRacy;
  static int reflectedVolatileClean;
  static int reflectedStaticVolatileClean;
  static int swappedThenReadClean;

  static volatile int flag;
  volatile int own;

  static final int[] gotElementRacy = new int[4];
  static final int[] setElementRacy = new int[4];
  static final int[] boundElementRacy = new int[4];
  static final int[] spreadElementRacy = new int[4];
  static final String[] setTextRacy = new String[4];
  static final int[] setElementClean = new int[4];
  static final int[] lockedElementClean = new int[4];
  static int spreadGetterRacy;
  static int spreadSetterRacy;
  static final int[] elementRacy = new int[4];
  static final int[] elementClean = new int[4];
  static final int[] reflectedElementRacy = new int[4];
  static final byte[] viewRacy = new byte[32];
  static final byte[] viewClean = new byte[32];

  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
  private static final VarHandle CELLS = MethodHandles.arrayElementVarHandle(int[].class);
  private static final VarHandle VIEW =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
  private static final VarHandle FLAG = of("flag");

  private MemberEdges() {}

  private static VarHandle of(String name) {
    try {
      return LOOKUP.findStaticVarHandle(MemberEdges.class, name, int.class);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static Field field(String name) throws NoSuchFieldException {
    return MemberEdges.class.getDeclaredField(name);
  }

  /** A body that invokes a method handle. */
  private interface Deed {
    void run() throws Throwable;
  }

  private static void pair(Deed first, Deed second) {
    Turns.inTurn(() -> run(first), () -> run(second));
  }

  private static void run(Deed deed) {
    try {
      deed.run();
    } catch (Throwable t) {
      throw new AssertionError(t);
    }
  }

  public static void main(String[] args) throws Exception {
    handles();
    elements();
    edges();
    methodHandles();
    elementHandles();
    spreads();
    reflection();
  }

  private static void handles() {
    VarHandle plain = of("plainHandleRacy");
    pair(() -> plain.set(1), () -> plain.set((int) plain.get() + 1));
    VarHandle mixed = of("handleAndFieldRacy");
    pair(() -> mixed.set(1), () -> handleAndFieldRacy++);
    VarHandle opaque = of("opaqueAndPlainRacy");
    pair(() -> opaque.setOpaque(1), () -> opaqueAndPlainRacy++);
    VarHandle full = of("volatileModeAndPlainRacy");
    pair(() -> full.setVolatile(1), () -> volatileModeAndPlainRacy++);
    VarHandle both = of("opaqueBothClean");
    pair(() -> both.setOpaque(1), () -> both.setOpaque((int) both.getOpaque() + 1));
    VarHandle modes = of("mixedModesClean");
    pair(
        () -> modes.setRelease(1),
        () -> modes.setOpaque((int) modes.getAcquire() + (int) modes.getAndAdd(4)));
    VarHandle swapped = of("swappedThenReadClean");
    pair(
        () -> swapped.compareAndSet(0, 5),
        () -> {
          if ((int) swapped.getAcquire() == 5) {
            swappedThenReadClean++;
          }
        });
  }

  private static void elements() {
    pair(() -> CELLS.set(elementRacy, 2, 1), () -> elementRacy[2]++);
    pair(() -> CELLS.set(elementClean, 1, 1), () -> elementClean[2]++);
    pair(() -> CELLS.setOpaque(elementClean, 3, 1), () -> CELLS.getAndAdd(elementClean, 3, 1));
    pair(() -> VIEW.set(viewRacy, 8, 1), () -> viewRacy[11]++);
    pair(() -> VIEW.set(viewClean, 8, 1), () -> viewClean[12]++);
    pair(() -> Array.setInt(reflectedElementRacy, 1, 4), () -> reflectedElementRacy[1]++);
  }

  private static void edges() {
    MemberEdges e = new MemberEdges();
    pair(
        () -> {
          behindOpaqueRacy++;
          of("opaqueBothClean").setOpaque(7);
        },
        () -> {
          if ((int) of("opaqueBothClean").getOpaque() == 7) {
            behindOpaqueRacy++;
          }
        });
    flag = 0;
    pair(
        () -> {
          staticVolatileClean++;
          FLAG.setRelease(1);
        },
        () -> {
          if (flag == 1) {
            staticVolatileClean++;
          }
        });
    pair(
        () -> {
          staticVolatileReadClean++;
          flag = 2;
        },
        () -> {
          if ((int) FLAG.getAcquire() == 2) {
            staticVolatileReadClean++;
          }
        });
    Deed locked =
        () -> {
          while (!FLAG.compareAndSet(2, 3)) {
            Thread.onSpinWait();
          }
          staticSwapClean++;
          FLAG.setVolatile(2);
        };
    pair(locked, locked);
    if (e.own != 0) {
      throw new AssertionError();
    }
  }

  private static void methodHandles() throws Exception {
    MemberEdges e = new MemberEdges();
    VarHandle own = LOOKUP.findVarHandle(MemberEdges.class, "own", int.class);
    MethodHandle set = own.toMethodHandle(VarHandle.AccessMode.SET_VOLATILE);
    MethodHandle get = own.toMethodHandle(VarHandle.AccessMode.GET_VOLATILE);
    MethodHandle peek = own.toMethodHandle(VarHandle.AccessMode.GET);
    pair(
        () -> {
          asMethodHandleClean++;
          asPlainMethodHandleRacy++;
          set.invokeExact(e, 1);
        },
        () -> {
          asPlainMethodHandleRacy += (int) peek.invokeExact(e);
          if ((int) get.invoke(e) == 1) {
            asMethodHandleClean++;
          }
        });
    MethodHandle getter = LOOKUP.findStaticGetter(MemberEdges.class, "getterRacy", int.class);
    pair(() -> getterRacy++, () -> System.identityHashCode((int) getter.invokeExact()));
    MethodHandle setter = LOOKUP.findStaticSetter(MemberEdges.class, "staticSetterRacy", int.class);
    pair(() -> setter.invoke(3), () -> staticSetterRacy++);
    MethodHandle unreflected = LOOKUP.unreflectSetter(field("unreflectedRacy"));
    pair(() -> unreflected.invoke(3), () -> unreflectedRacy++);
    MethodHandle ownGetter = LOOKUP.findGetter(MemberEdges.class, "own", int.class);
    MethodHandle ownSetter = LOOKUP.findSetter(MemberEdges.class, "own", int.class);
    pair(
        () -> {
          volatileGetterClean++;
          ownSetter.invokeExact(e, 9);
        },
        () -> {
          if ((int) ownGetter.invokeExact(e) == 9) {
            volatileGetterClean++;
          }
        });
  }

  private static void elementHandles() {
    MethodHandle get = MethodHandles.arrayElementGetter(int[].class);
    MethodHandle set = MethodHandles.arrayElementSetter(int[].class);
    pair(() -> gotElementRacy[1]++, () -> drop((int) get.invokeExact(gotElementRacy, 1)));
    pair(() -> set.invoke(setElementRacy, 1, 4), () -> setElementRacy[1]++);
    MethodHandle bound = set.bindTo(boundElementRacy);
    pair(() -> bound.invoke(1, 4), () -> boundElementRacy[1]++);
    MethodHandle setText = MethodHandles.arrayElementSetter(String[].class);
    pair(() -> setText.invoke(setTextRacy, 1, "a"), () -> setTextRacy[1] = "b");
    pair(() -> set.invoke(setElementClean, 1, 4), () -> setElementClean[2]++);
    Deed locked =
        () -> {
          synchronized (lockedElementClean) {
            set.invoke(lockedElementClean, 1, (int) get.invoke(lockedElementClean, 1) + 1);
            lockedElementClean[1]++;
          }
        };
    pair(locked, locked);
  }

  /** Handles that are invoked with their arguments in an array. */
  private static void spreads() throws Exception {
    MethodHandle set = MethodHandles.arrayElementSetter(int[].class);
    pair(() -> set.invokeWithArguments(spreadElementRacy, 1, 4), () -> spreadElementRacy[1]++);
    MethodHandle getter = LOOKUP.findStaticGetter(MemberEdges.class, "spreadGetterRacy", int.class);
    pair(() -> spreadGetterRacy++, () -> drop(getter.invokeWithArguments()));
    MethodHandle setter = LOOKUP.findStaticSetter(MemberEdges.class, "spreadSetterRacy", int.class);
    pair(() -> setter.invokeWithArguments(3), () -> spreadSetterRacy++);
  }

  private static void drop(Object o) {
    System.identityHashCode(o);
  }

  private static void reflection() throws Exception {
    MemberEdges e = new MemberEdges();
    Field reflected = field("reflectedRacy");
    pair(() -> reflected.setInt(null, 1), () -> reflected.setInt(null, reflected.getInt(null)));
    Field boxed = field("reflectedObjectRacy");
    pair(() -> boxed.set(null, 3), () -> reflectedObjectRacy++);
    Field own = field("own");
    pair(
        () -> {
          reflectedVolatileClean++;
          own.setInt(e, 4);
        },
        () -> {
          if (own.getInt(e) == 4) {
            reflectedVolatileClean++;
          }
        });
    Field shared = field("flag");
    pair(
        () -> {
          reflectedStaticVolatileClean++;
          flag = 8;
        },
        () -> {
          if ((Integer) shared.get(null) == 8) {
            reflectedStaticVolatileClean++;
          }
        });
  }
}
