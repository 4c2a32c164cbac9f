package io.conccheck.agent.weave.pairs;

import java.util.ArrayDeque;
import java.util.BitSet;
import net.bytebuddy.jar.asm.Opcodes;

/** Loops that do nothing but look again until they like what they see. */
final class Spins {

  private final Code code;
  private final Points points;
  private final Graph graph;
  private final int[] dominators;

  Spins(Code code, Points points) {
    this.code = code;
    this.points = points;
    this.graph = new Graph(code.size() + 1);
    for (int i = 0; i < code.size(); i++) {
      for (int to : Graph.successors(code, i)) {
        graph.edge(i, to);
      }
    }
    this.dominators = graph.dominators(0);
  }

  /** True if the act comes after such a loop, which that branch leaves by what that look gave. */
  boolean leads(int look, int branch, int act) {
    for (int tail = branch; tail < code.size(); tail++) {
      for (int head : graph.after(tail)) {
        if (head <= tail && dominates(head, tail)) {
          BitSet body = body(head, tail);
          if (body.get(look) && body.get(branch) && !body.get(act) && idle(body)) {
            return dominates(look, act);
          }
        }
      }
    }
    return false;
  }

  private boolean dominates(int a, int b) {
    int n = b;
    while (dominators[n] >= 0 && n != a && n != 0) {
      n = dominators[n];
    }
    return n == a;
  }

  private BitSet body(int head, int tail) {
    BitSet body = new BitSet();
    body.set(head);
    add(tail, body);
    return body;
  }

  private void add(int node, BitSet body) {
    ArrayDeque<Integer> work = new ArrayDeque<>();
    work.add(node);
    while (!work.isEmpty()) {
      int n = work.remove();
      if (!body.get(n)) {
        body.set(n);
        work.addAll(graph.before(n));
      }
    }
  }

  private boolean idle(BitSet body) {
    for (int i = body.nextSetBit(0); i >= 0; i = body.nextSetBit(i + 1)) {
      Step s = code.steps.get(i);
      int op = s.opcode();
      boolean writes =
          op == Opcodes.PUTFIELD
              || op == Opcodes.PUTSTATIC
              || op >= Opcodes.IASTORE && op <= Opcodes.SASTORE;
      boolean calls = op >= Opcodes.INVOKEVIRTUAL && op <= Opcodes.INVOKEDYNAMIC;
      if (writes || calls && points.lookBit(i) == 0 && !"java/lang/Thread".equals(s.owner())) {
        return false;
      }
    }
    return true;
  }
}
