package io.conccheck.agent.weave.loops;

import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Tells from a class file what becomes of an exception that leaves a call: whether the method
 * catches it and goes on exactly where it goes on without it, so that nothing can ever know.
 */
public final class DroppedCatch {

  /** What becomes of it. */
  public enum Fate {
    /** The method does not catch it: its caller has to be asked. */
    THROWN,
    /** It is caught, and the program goes on as if there had been none. */
    DROPPED,
    /** Something may be done about it, or the class file does not tell. */
    SEEN
  }

  private DroppedCatch() {}

  /**
   * Looks at all calls of that name on that line; they must agree.
   *
   * @param types internal names of the exception's class and of those above it
   */
  public static Fate of(
      byte[] classFile, String method, int line, String callee, List<String> types) {
    List<Code> codes = Code.of(classFile, (name, desc) -> name.equals(method));
    Fate fate = null;
    for (Code code : codes) {
      for (int i = 0; i < code.size(); i++) {
        Map.Entry<Integer, Integer> at = code.lines.floorEntry(i);
        if (callee.equals(code.at(i).name()) && at != null && at.getValue() == line) {
          Fate f = of(code, i, types);
          fate = fate == null || fate == f ? f : Fate.SEEN;
        }
      }
    }
    return fate == null ? Fate.SEEN : fate;
  }

  private static Fate of(Code code, int call, List<String> types) {
    for (Code.Try t : code.tries) {
      boolean inside = code.at(t.start()) <= call && call < code.at(t.end());
      if (inside && (t.type() == null || types.contains(t.type()))) {
        boolean drops = t.type() != null && sameWay(code, call + 1, code.at(t.handler()));
        return drops ? Fate.DROPPED : Fate.SEEN;
      }
    }
    return Fate.THROWN;
  }

  /** True if what follows the call, its result put aside, is what follows the empty handler. */
  private static boolean sameWay(Code code, int afterCall, int handler) {
    int opcode = code.at(handler).opcode();
    if (opcode != Opcodes.ASTORE && opcode != Opcodes.POP) {
      return false;
    }
    boolean pops = code.at(afterCall).opcode() == Opcodes.POP;
    int good = destination(code, pops ? afterCall + 1 : afterCall);
    int bad = destination(code, handler + 1);
    return good == bad
        || code.at(good).opcode() == Opcodes.RETURN && code.at(bad).opcode() == Opcodes.RETURN;
  }

  private static int destination(Code code, int from) {
    int at = from;
    for (int i = 0; i < code.size() && code.at(at).opcode() == Opcodes.GOTO; i++) {
      at = code.at(code.at(at).targets()[0]);
    }
    return at;
  }
}
