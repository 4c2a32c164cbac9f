package io.conccheck.agent.weave.pairs;

import java.util.BitSet;

/**
 * Which branches decide whether an instruction runs: control dependence after Ferrante, Ottenstein
 * and Warren (1987), along paths without exceptions, transitively.
 */
final class Control {

  private final Code code;
  private final BitSet[] deciders; // branches that decide directly, by instruction; null for none

  Control(Code code) {
    this.code = code;
    this.deciders = new BitSet[code.size()];
    int exit = code.size();
    Graph forward = graph(code);
    int[] post = forward.reversed().dominators(exit);
    for (int b = 0; b < code.size(); b++) {
      if (forward.after(b).size() > 1 && post[b] >= 0) {
        for (int next : forward.after(b)) {
          walk(next, b, post, exit);
        }
      }
    }
  }

  /** The method's flow graph; its exit is the number of its instructions. */
  private static Graph graph(Code code) {
    int exit = code.size();
    Graph g = new Graph(exit + 1);
    for (int i = 0; i < exit; i++) {
      int[] next = Graph.successors(code, i);
      for (int to : next) {
        g.edge(i, Math.min(to, exit));
      }
      if (next.length == 0) {
        g.edge(i, exit);
      }
    }
    endless(g, exit);
    return g;
  }

  /** A loop without end counts as if it could end where it jumps back. */
  private static void endless(Graph g, int exit) {
    BitSet ends = new BitSet();
    for (int i : g.reversed().order(exit)) {
      ends.set(i);
    }
    for (int i = exit - 1; i >= 0; i--) {
      if (!ends.get(i)) {
        for (int to : g.after(i).toArray(new Integer[0])) {
          if (to <= i) {
            g.edge(i, exit);
          }
        }
      }
    }
  }

  private void walk(int from, int branch, int[] post, int exit) {
    for (int n = from; n != exit && n != post[branch] && post[n] >= 0; n = post[n]) {
      if (deciders[n] == null) {
        deciders[n] = new BitSet();
      }
      deciders[n].set(branch);
    }
  }

  /** All branches that decide, directly or through others, whether the instruction runs. */
  BitSet over(int step) {
    BitSet all = new BitSet();
    collect(step, all);
    return all;
  }

  private void collect(int step, BitSet all) {
    BitSet direct = deciders[step];
    for (int b = direct == null ? -1 : direct.nextSetBit(0); b >= 0; b = direct.nextSetBit(b + 1)) {
      if (!all.get(b)) {
        all.set(b);
        collect(b, all);
      }
    }
  }

  int size() {
    return code.size();
  }
}
