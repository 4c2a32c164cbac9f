package example.blocking;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Virtual threads that wait in a class initialiser, below native code, and in a monitor. */
public final class Pins {

  private Pins() {}

  static void pause() {
    try {
      Thread.sleep(60);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static final class Slow {
    static int value;

    static {
      initialise();
    }

    static void initialise() {
      pause();
      value = 1;
    }
  }

  static int compare(MemorySegment a, MemorySegment b) {
    try {
      Thread.sleep(60);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  static void sort() {
    try (Arena arena = Arena.ofConfined()) {
      Linker linker = Linker.nativeLinker();
      ValueLayout.OfLong size = ValueLayout.JAVA_LONG;
      MethodHandle qsort =
          linker.downcallHandle(
              linker.defaultLookup().find("qsort").orElseThrow(),
              FunctionDescriptor.ofVoid(
                  ValueLayout.ADDRESS, size, size, ValueLayout.ADDRESS));
      MethodHandle compare =
          MethodHandles.lookup()
              .findStatic(
                  Pins.class,
                  "compare",
                  MethodType.methodType(int.class, MemorySegment.class, MemorySegment.class));
      MemorySegment stub =
          linker.upcallStub(
              compare,
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS),
              arena);
      qsort.invokeExact(arena.allocate(8), 2L, 4L, stub);
    } catch (Throwable t) {
      throw new IllegalStateException(t);
    }
  }

  static synchronized void inMonitor() {
    pause();
  }

  public static void main(String[] args) throws InterruptedException {
    Thread.startVirtualThread(() -> System.out.println(Slow.value)).join();
    Thread.startVirtualThread(Pins::sort).join();
    Thread.startVirtualThread(Pins::inMonitor).join();
    Thread.startVirtualThread(Pins::pause).join();
  }
}
