package example.order;

import example.order.unseen.Turns;
import java.lang.reflect.Field;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Unsafe;

/** Accesses by {@code sun.misc.Unsafe}, as libraries use it. */
@SuppressWarnings({"deprecation", "removal"})
public final class OffsetEdges {

  static int plainRacy;
  static int volatileClean;
  static int orderedClean;
  static int swapClean;
  static int elementClean;
  static int fenceClean;
  static int plainPutRacy;

  private static final Unsafe UNSAFE = unsafe();
  private static final long NUMBER = offset("number");
  private static final long FLAG = offset("flag");

  int number;
  volatile int flag;

  private OffsetEdges() {}

  private static Unsafe unsafe() {
    try {
      Field f = Unsafe.class.getDeclaredField("theUnsafe");
      f.setAccessible(true);
      return (Unsafe) f.get(null);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static long offset(String field) {
    try {
      return UNSAFE.objectFieldOffset(OffsetEdges.class.getDeclaredField(field));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  public static void main(String[] args) throws Exception {
    OffsetEdges e = new OffsetEdges();
    Field plain = OffsetEdges.class.getDeclaredField("plainRacy");
    Object base = UNSAFE.staticFieldBase(plain);
    long at = UNSAFE.staticFieldOffset(plain);
    Turns.inTurn(() -> UNSAFE.putInt(base, at, 4), () -> plainRacy++);
    Turns.inTurn(
        () -> {
          volatileClean++;
          UNSAFE.putIntVolatile(e, NUMBER, 1);
        },
        () -> {
          if (UNSAFE.getIntVolatile(e, NUMBER) == 1) {
            volatileClean++;
          }
        });
    Turns.inTurn(
        () -> {
          orderedClean++;
          UNSAFE.putOrderedInt(e, FLAG, 1);
        },
        () -> {
          if (e.flag == 1) {
            orderedClean++;
          }
        });
    Turns.Body swap =
        () -> {
          while (!UNSAFE.compareAndSwapInt(e, FLAG, 1, 2)) {
            Thread.onSpinWait();
          }
          swapClean++;
          e.flag = 1;
        };
    Turns.inTurn(swap, swap);
    AtomicBoolean told = new AtomicBoolean();
    Turns.inTurn(
        () -> {
          fenceClean++;
          UNSAFE.storeFence();
          told.setOpaque(true);
        },
        () -> {
          if (told.getOpaque()) {
            UNSAFE.loadFence();
            fenceClean++;
          }
        });
    long[] cells = new long[4];
    long third = Unsafe.ARRAY_LONG_BASE_OFFSET + 2L * Unsafe.ARRAY_LONG_INDEX_SCALE;
    Turns.inTurn(
        () -> {
          elementClean++;
          plainPutRacy++;
          UNSAFE.putLong(cells, third - 8, 5);
          UNSAFE.putOrderedLong(cells, third, 5);
        },
        () -> {
          if (UNSAFE.getLong(cells, third - 16) == 0) {
            plainPutRacy++;
          }
          if (UNSAFE.getLongVolatile(cells, third) == 5) {
            elementClean++;
          }
        });
  }
}
