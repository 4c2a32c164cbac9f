package io.conccheck.agent.weave.pairs;

import io.conccheck.agent.boot.Acts;
import io.conccheck.agent.boot.Window;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;

/** The looks and acts of one method, each with a bit; those over the sixty-third are left out. */
final class Points {

  private static final int MOST = 63;

  /**
   * An instruction that looks or acts.
   *
   * @param kind of the fact, or what the act does
   * @param op what looks or acts, itself or in the method that is called
   * @param via the method that is called to do it, or null
   */
  record Point(int step, int kind, Step op, Helper via) {}

  final List<Point> looks = new ArrayList<>();
  final List<Point> acts = new ArrayList<>();
  private final boolean replaces; // sets elements of lists; else what it gets of them is no matter
  private final long[] lookBits;
  private final long[] actBits;

  /**
   * Those of that code.
   *
   * @param volatiles tells which fields are
   * @param helpers methods that look and act for others, or null
   */
  Points(Code code, Volatiles volatiles, Helpers helpers) {
    lookBits = new long[code.size()];
    actBits = new long[code.size()];
    replaces = replaces(code);
    for (int i = 0; i < code.size(); i++) {
      Step s = code.steps.get(i);
      Helper via = helpers == null ? null : helpers.called(s);
      if (via == null) {
        add(looks, lookBits, new Point(i, lookKind(s, volatiles), s, null));
        add(acts, actBits, new Point(i, actKind(s, volatiles), s, null));
      } else {
        addThrough(via, i);
      }
    }
  }

  private static boolean replaces(Code code) {
    for (int i = 0; i < code.size(); i++) {
      Step s = code.steps.get(i);
      if (calls(s) && PairCalls.replaces(s.owner(), s.name(), s.desc())) {
        return true;
      }
    }
    return false;
  }

  private static boolean calls(Step s) {
    return s.opcode() == Opcodes.INVOKEVIRTUAL || s.opcode() == Opcodes.INVOKEINTERFACE;
  }

  private void addThrough(Helper via, int step) {
    if (via.look() != null) {
      add(looks, lookBits, new Point(step, via.look().kind(), via.look().op(), via));
    }
    if (via.act() != null) {
      add(acts, actBits, new Point(step, via.act().kind(), via.act().op(), via));
    }
  }

  private static void add(List<Point> points, long[] bits, Point p) {
    if (p.kind() != PairCalls.NONE && points.size() < MOST) {
      bits[p.step()] = 1L << points.size();
      points.add(p);
    }
  }

  private int lookKind(Step s, Volatiles volatiles) {
    return switch (s.opcode()) {
      case Opcodes.INVOKEVIRTUAL, Opcodes.INVOKEINTERFACE -> {
        int kind = PairCalls.look(s.owner(), s.name(), s.desc());
        yield kind == Window.ELEMENT && !replaces ? PairCalls.NONE : kind;
      }
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
