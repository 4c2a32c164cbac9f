package io.conccheck.agent.weave.pairs;

import io.conccheck.agent.boot.Acts;
import io.conccheck.agent.boot.Window;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;

/** The looks and acts of one method, each with a bit; those over the sixty-fourth are left out. */
final class Points {

  private static final int MOST = 64;

  /**
   * An instruction that looks or acts.
   *
   * @param kind of the fact, or what the act does
   */
  record Point(int step, int kind) {}

  final List<Point> looks = new ArrayList<>();
  final List<Point> acts = new ArrayList<>();
  private final long[] lookBits;
  private final long[] actBits;

  /**
   * Those of that code.
   *
   * @param volatiles tells which fields are
   */
  Points(Code code, Volatiles volatiles) {
    lookBits = new long[code.size()];
    actBits = new long[code.size()];
    for (int i = 0; i < code.size(); i++) {
      Step s = code.steps.get(i);
      add(looks, lookBits, i, lookKind(s, volatiles));
      add(acts, actBits, i, actKind(s, volatiles));
    }
  }

  private static void add(List<Point> points, long[] bits, int step, int kind) {
    if (kind != PairCalls.NONE && points.size() < MOST) {
      bits[step] = 1L << points.size();
      points.add(new Point(step, kind));
    }
  }

  private static int lookKind(Step s, Volatiles volatiles) {
    return switch (s.opcode()) {
      case Opcodes.INVOKEVIRTUAL, Opcodes.INVOKEINTERFACE ->
          PairCalls.look(s.owner(), s.name(), s.desc());
      case Opcodes.GETFIELD, Opcodes.GETSTATIC ->
          volatiles.symbol(s.owner(), s.name(), s.desc()) != null ? Window.FIELD : PairCalls.NONE;
      default -> PairCalls.NONE;
    };
  }

  private static int actKind(Step s, Volatiles volatiles) {
    return switch (s.opcode()) {
      case Opcodes.INVOKEVIRTUAL, Opcodes.INVOKEINTERFACE ->
          PairCalls.act(s.owner(), s.name(), s.desc());
      case Opcodes.PUTFIELD, Opcodes.PUTSTATIC ->
          volatiles.symbol(s.owner(), s.name(), s.desc()) != null ? Acts.SET : PairCalls.NONE;
      default -> PairCalls.NONE;
    };
  }

  /** The look's bit, 0 if that instruction is none. */
  long lookBit(int step) {
    return lookBits[step];
  }

  /** The act's bit, 0 if that instruction is none. */
  long actBit(int step) {
    return actBits[step];
  }
}
