package example.order;

import example.order.unseen.Turns;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/** Memory segments: those in Clean are ordered, or accessed apart from one another. */
public final class SegmentEdges {

  static int releaseClean;
  static MemorySegment onHeapRacy = MemorySegment.ofArray(new int[4]);
  static MemorySegment onHeapClean = MemorySegment.ofArray(new int[4]);
  static MemorySegment nativeRacy = Arena.ofShared().allocate(1 << 14, 8);
  static MemorySegment nativeClean = Arena.ofShared().allocate(1 << 14, 8);
  static MemorySegment filledRacy = Arena.ofShared().allocate(64);
  static MemorySegment copiedRacy = MemorySegment.ofArray(new byte[16]);
  static MemorySegment againClean = Arena.ofShared().allocate(64);

  private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();

  private SegmentEdges() {}

  public static void main(String[] args) {
    MemorySegment part = onHeapRacy.asSlice(8);
    Turns.inTurn(
        () -> part.set(ValueLayout.JAVA_INT, 4, 5),
        () -> onHeapRacy.getAtIndex(ValueLayout.JAVA_INT, 3));
    Turns.inTurn(
        () -> onHeapClean.setAtIndex(ValueLayout.JAVA_INT, 1, 5),
        () -> onHeapClean.get(ValueLayout.JAVA_INT, 8));
    Turns.inTurn(
        () -> nativeRacy.asSlice(4096).set(ValueLayout.JAVA_LONG, 8, 5),
        () -> nativeRacy.get(ValueLayout.JAVA_BYTE, 4096 + 15));
    Turns.inTurn(
        () -> nativeClean.asSlice(4096).set(ValueLayout.JAVA_LONG, 8, 5),
        () -> nativeClean.get(ValueLayout.JAVA_BYTE, 4096 + 16));
    Turns.inTurn(
        () -> filledRacy.fill((byte) 1), () -> filledRacy.get(ValueLayout.JAVA_BYTE, 63));
    byte[] bytes = new byte[8];
    Turns.inTurn(
        () -> copiedRacy.copyFrom(MemorySegment.ofArray(bytes)),
        () -> MemorySegment.copy(copiedRacy, ValueLayout.JAVA_BYTE, 7, new byte[4], 1, 2));
    MemorySegment flag = againClean.asSlice(8);
    Turns.inTurn(
        () -> {
          releaseClean++;
          againClean.set(ValueLayout.JAVA_INT, 0, 1);
          INT.setRelease(againClean, 8L, 1);
        },
        () -> {
          if ((int) INT.getAcquire(flag, 0L) == 1) {
            releaseClean++;
            againClean.set(ValueLayout.JAVA_INT, 0, 2);
          }
        });
  }
}
