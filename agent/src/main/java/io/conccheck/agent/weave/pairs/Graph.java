package io.conccheck.agent.weave.pairs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Dominators of a control flow graph, as Cooper, Harvey and Kennedy compute them (A Simple, Fast
 * Dominance Algorithm, 2001).
 */
final class Graph {

  private static final int[] NONE = {};

  private final List<List<Integer>> out = new ArrayList<>();
  private final List<List<Integer>> in = new ArrayList<>();

  Graph(int nodes) {
    for (int i = 0; i < nodes; i++) {
      out.add(new ArrayList<>());
      in.add(new ArrayList<>());
    }
  }

  /** Where control may go from an instruction without an exception. */
  static int[] successors(Code code, int i) {
    Step s = code.steps.get(i);
    int op = s.opcode();
    if (op >= Opcodes.IRETURN && op <= Opcodes.RETURN || op == Opcodes.ATHROW) {
      return NONE;
    }
    Label[] targets = s.targets();
    boolean falls = op != Opcodes.GOTO && op != Opcodes.TABLESWITCH && op != Opcodes.LOOKUPSWITCH;
    int[] all = new int[targets.length + (falls ? 1 : 0)];
    for (int t = 0; t < targets.length; t++) {
      all[t] = code.place(targets[t]);
    }
    if (falls) {
      all[targets.length] = i + 1;
    }
    return all;
  }

  void edge(int from, int to) {
    if (!out.get(from).contains(to)) {
      out.get(from).add(to);
      in.get(to).add(from);
    }
  }

  List<Integer> after(int node) {
    return out.get(node);
  }

  List<Integer> before(int node) {
    return in.get(node);
  }

  int size() {
    return out.size();
  }

  Graph reversed() {
    Graph r = new Graph(size());
    for (int i = 0; i < size(); i++) {
      for (int to : out.get(i)) {
        r.edge(to, i);
      }
    }
    return r;
  }

  /** All nodes that can be reached from there, in reverse postorder. */
  List<Integer> order(int root) {
    BitSet seen = new BitSet();
    List<Integer> post = new ArrayList<>();
    List<int[]> path = new ArrayList<>(); // node, number of its next successor
    seen.set(root);
    path.add(new int[] {root, 0});
    while (!path.isEmpty()) {
      int[] top = path.get(path.size() - 1);
      List<Integer> next = out.get(top[0]);
      if (top[1] == next.size()) {
        post.add(top[0]);
        path.remove(path.size() - 1);
      } else {
        int to = next.get(top[1]++);
        if (!seen.get(to)) {
          seen.set(to);
          path.add(new int[] {to, 0});
        }
      }
    }
    Collections.reverse(post);
    return post;
  }

  /** Immediate dominators; the root's is itself, -1 for what cannot be reached. */
  int[] dominators(int root) {
    List<Integer> order = order(root);
    int[] rank = new int[size()];
    int[] dom = new int[size()];
    Arrays.fill(dom, -1);
    for (int i = 0; i < order.size(); i++) {
      rank[order.get(i)] = i;
    }
    dom[root] = root;
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int node : order) {
        int d = node == root ? root : dominator(node, dom, rank);
        if (dom[node] != d) {
          dom[node] = d;
          changed = true;
        }
      }
    }
    return dom;
  }

  private int dominator(int node, int[] dom, int[] rank) {
    int d = -1;
    for (int p : in.get(node)) {
      if (dom[p] >= 0) {
        d = d < 0 ? p : meet(p, d, dom, rank);
      }
    }
    return d;
  }

  private static int meet(int a, int b, int[] dom, int[] rank) {
    while (a != b) {
      while (rank[a] > rank[b]) {
        a = dom[a];
      }
      while (rank[b] > rank[a]) {
        b = dom[b];
      }
    }
    return a;
  }
}
