package io.conccheck.agent.weave.pairs;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.bytebuddy.jar.asm.Opcodes;

/** Some instructions of a method: those of a loop (the natural loop of a back edge), or all. */
final class LoopBody {

  private static final int MOST_STEPS = 80;

  private final Code code;
  private final BitSet body;

  LoopBody(Code code, BitSet body) {
    this.code = code;
    this.body = body;
  }

  /** The small loops of a method. */
  static List<LoopBody> of(Code code) {
    Graph graph = null;
    List<LoopBody> all = new ArrayList<>();
    for (int tail = 0; tail < code.size(); tail++) {
      for (int head : Graph.successors(code, tail)) {
        if (head <= tail && tail - head <= MOST_STEPS) {
          graph = graph == null ? graph(code) : graph;
          all.add(new LoopBody(code, natural(graph, head, tail)));
        }
      }
    }
    return all;
  }

  /** All loops of a method, those that have one beginning joined. */
  static List<LoopBody> whole(Code code) {
    Graph graph = graph(code);
    Map<Integer, BitSet> bodies = new TreeMap<>();
    for (int tail = 0; tail < code.size(); tail++) {
      for (int head : Graph.successors(code, tail)) {
        if (head <= tail) {
          BitSet body = natural(graph, head, tail);
          bodies.merge(
              head,
              body,
              (a, b) -> {
                a.or(b);
                return a;
              });
        }
      }
    }
    List<LoopBody> all = new ArrayList<>();
    for (BitSet body : bodies.values()) {
      all.add(new LoopBody(code, body));
    }
    return all;
  }

  /** What is asked of single instructions. */
  interface Look {
    boolean at(Code code, int step);
  }

  /** True if all its instructions pass. */
  boolean collect(Look look) {
    for (int i = body.nextSetBit(0); i >= 0; i = body.nextSetBit(i + 1)) {
      if (!look.at(code, i)) {
        return false;
      }
    }
    return true;
  }

  /** True if all those instructions pass that a jump out of the loop may hang on. */
  boolean collectExits(Look look) {
    boolean all = true;
    for (int i = body.nextSetBit(0); i >= 0 && all; i = body.nextSetBit(i + 1)) {
      boolean out = false;
      for (int to : Graph.successors(code, i)) {
        out |= !body.get(to);
      }
      for (int k = i; out && all && k > 0 && body.get(k - 1); k--) {
        Step s = code.steps.get(k - 1);
        if (s.line() != code.steps.get(i).line() || k < i && s.targets().length > 0) {
          break; // another condition, or another statement
        }
        all = look.at(code, k - 1);
      }
    }
    return all;
  }

  /** True if one of its instructions stands on that line. */
  boolean hasLine(int line) {
    return !collect((c, i) -> c.steps.get(i).line() != line);
  }

  private static Graph graph(Code code) {
    Graph graph = new Graph(code.size() + 1);
    for (int i = 0; i < code.size(); i++) {
      for (int to : Graph.successors(code, i)) {
        graph.edge(i, to);
      }
    }
    return graph;
  }

  private static BitSet natural(Graph graph, int head, int tail) {
    BitSet body = new BitSet();
    body.set(head);
    List<Integer> work = new ArrayList<>();
    work.add(tail);
    while (!work.isEmpty()) {
      int n = work.remove(work.size() - 1);
      if (!body.get(n)) {
        body.set(n);
        work.addAll(graph.before(n));
      }
    }
    return body;
  }

  /**
   * True if nothing in it changes anything but locals that do not outlast a round, and if a way out
   * hangs on something that another thread can change.
   *
   * @param own methods of that type that change nothing
   * @param anyOwn true to take all of them for such
   * @param waits true if it may also wait for a sign
   */
  boolean onlyLooks(String type, Set<String> own, boolean anyOwn, boolean waits) {
    boolean looks = false;
    for (int i = body.nextSetBit(0); i >= 0; i = body.nextSetBit(i + 1)) {
      Step s = code.steps.get(i);
      int op = s.opcode();
      if (op >= Opcodes.INVOKEVIRTUAL && op <= Opcodes.INVOKEINTERFACE) {
        boolean ours = s.owner().equals(type);
        boolean wait = waits && LookCalls.waits(s);
        if (!wait
            && !LookCalls.harmless(s)
            && !(ours && (anyOwn || own.contains(s.name() + s.desc())))) {
          return false;
        }
        looks |= !wait && !LookCalls.pauses(s);
      } else if (changes(op) || op >= Opcodes.ISTORE && op <= Opcodes.ASTORE && carries(i)) {
        return false;
      }
      looks |= op == Opcodes.GETFIELD || op == Opcodes.GETSTATIC;
    }
    return looks && (type.isEmpty() || leaves());
  }

  private static boolean changes(int op) {
    return op >= Opcodes.IASTORE && op <= Opcodes.SASTORE
        || op == Opcodes.PUTFIELD
        || op == Opcodes.PUTSTATIC
        || op == Opcodes.IINC
        || op == Opcodes.INVOKEDYNAMIC
        || op >= Opcodes.NEW && op <= Opcodes.ANEWARRAY
        || op == Opcodes.MULTIANEWARRAY;
  }

  /** True if what is stored may come from the round before. */
  private boolean carries(int store) {
    int local = code.steps.get(store).operand();
    for (int i = body.nextSetBit(0); i >= 0 && i < store; i = body.nextSetBit(i + 1)) {
      Step s = code.steps.get(i);
      if (s.opcode() >= Opcodes.ILOAD && s.opcode() <= Opcodes.ALOAD && s.operand() == local) {
        return true;
      }
    }
    return false;
  }

  private boolean leaves() {
    for (int i = body.nextSetBit(0); i >= 0; i = body.nextSetBit(i + 1)) {
      for (int to : Graph.successors(code, i)) {
        if (!body.get(to)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Puts the methods of that type which it calls into the map. */
  void ownCalls(String type, Map<String, Code> calls) {
    for (int i = body.nextSetBit(0); i >= 0; i = body.nextSetBit(i + 1)) {
      Step s = code.steps.get(i);
      boolean call = s.opcode() >= Opcodes.INVOKEVIRTUAL && s.opcode() <= Opcodes.INVOKEINTERFACE;
      if (call && s.owner().equals(type) && !LookCalls.harmless(s)) {
        calls.putIfAbsent(s.name() + s.desc(), null);
      }
    }
  }

  /** True if it tries to get what another thread may hold. */
  boolean tries() {
    for (int i = body.nextSetBit(0); i >= 0; i = body.nextSetBit(i + 1)) {
      if (LookCalls.tries(code.steps.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** True if whoever goes round in this loop may go round in that one meanwhile, too. */
  boolean leadsTo(LoopBody other) {
    BitSet common = (BitSet) body.clone();
    common.and(other.body);
    return !common.isEmpty() && !common.equals(body);
  }

  /** True if that loop is a part of this one. */
  boolean isAround(LoopBody other) {
    BitSet common = (BitSet) body.clone();
    common.and(other.body);
    return common.equals(other.body) && !body.equals(other.body);
  }

  /** True if it has a line that is none of those. */
  boolean hasLineBeside(BitSet lines) {
    for (int i = body.nextSetBit(0); i >= 0; i = body.nextSetBit(i + 1)) {
      if (!lines.get(code.steps.get(i).line())) {
        return true;
      }
    }
    return false;
  }

  int firstLine() {
    return code.steps.get(body.nextSetBit(0)).line();
  }

  int lastLine() {
    int last = 0;
    for (int i = body.nextSetBit(0); i >= 0; i = body.nextSetBit(i + 1)) {
      last = Math.max(last, code.steps.get(i).line());
    }
    return last;
  }
}
