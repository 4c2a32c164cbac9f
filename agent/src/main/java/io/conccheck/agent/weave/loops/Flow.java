package io.conccheck.agent.weave.loops;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import net.bytebuddy.jar.asm.Label;

/** Basic blocks of a method, which of them dominate which, and the natural loops among them. */
final class Flow {

  /** A natural loop: all blocks that reach one of the latches without passing the header. */
  record Loop(int header, BitSet blocks, List<Integer> latches) {}

  final Code code;
  final int count;
  private final int[] starts; // first instruction of each block, one more entry for the end
  private final int[] blockOf; // by instruction
  final List<List<Integer>> successors = new ArrayList<>();
  final List<List<Integer>> predecessors = new ArrayList<>();
  final BitSet handlers = new BitSet(); // blocks where a handler begins
  private BitSet[] dominators; // null until asked for; empty for unreachable blocks

  Flow(Code code) {
    this.code = code;
    BitSet leaders = leaders();
    count = leaders.cardinality();
    starts = new int[count + 1];
    blockOf = new int[code.size() + 1];
    int block = -1;
    for (int i = 0; i < code.size(); i++) {
      if (leaders.get(i)) {
        starts[++block] = i;
      }
      blockOf[i] = block;
    }
    starts[count] = code.size();
    blockOf[code.size()] = count;
    for (int b = 0; b < count; b++) {
      successors.add(new ArrayList<>());
      predecessors.add(new ArrayList<>());
    }
    connect();
  }

  private BitSet leaders() {
    BitSet leaders = new BitSet();
    leaders.set(0);
    for (int i = 0; i < code.size(); i++) {
      Code.Insn insn = code.at(i);
      if (insn.targets() != null) {
        for (Label l : insn.targets()) {
          leaders.set(code.at(l));
        }
      }
      if ((insn.targets() != null || !insn.fallsThrough()) && i + 1 < code.size()) {
        leaders.set(i + 1);
      }
    }
    for (Code.Try t : code.tries) {
      leaders.set(code.at(t.start()));
      leaders.set(code.at(t.end()));
      leaders.set(code.at(t.handler()));
    }
    leaders.clear(code.size());
    return leaders;
  }

  private void connect() {
    for (int b = 0; b < count; b++) {
      Code.Insn last = code.at(end(b) - 1);
      if (last.fallsThrough() && b + 1 < count) {
        edge(b, b + 1);
      }
      if (last.targets() != null) {
        for (Label l : last.targets()) {
          edge(b, blockOf[code.at(l)]);
        }
      }
    }
    for (Code.Try t : code.tries) {
      int handler = blockOf[code.at(t.handler())];
      handlers.set(handler);
      for (int b = blockOf[code.at(t.start())]; b < blockOf[code.at(t.end())]; b++) {
        edge(b, handler);
      }
    }
  }

  private void edge(int from, int to) {
    if (!successors.get(from).contains(to)) {
      successors.get(from).add(to);
      predecessors.get(to).add(from);
    }
  }

  private BitSet[] dominators() {
    BitSet[] dom = new BitSet[count];
    boolean changed = true;
    for (boolean first = true; changed; first = false) {
      changed = false;
      for (int b = 0; b < count; b++) {
        BitSet now = null;
        for (int p : predecessors.get(b)) {
          if (dom[p] != null) {
            if (now == null) {
              now = (BitSet) dom[p].clone();
            } else {
              now.and(dom[p]);
            }
          }
        }
        if (b == 0) {
          now = new BitSet();
        }
        if (now != null) {
          now.set(b);
          if (first || !now.equals(dom[b])) {
            dom[b] = now;
            changed = true;
          }
        }
      }
    }
    return dom;
  }

  int start(int block) {
    return starts[block];
  }

  int end(int block) {
    return starts[block + 1];
  }

  int block(int instruction) {
    return blockOf[instruction];
  }

  /** True if every way to that block leads through {@code by}. */
  boolean dominated(int block, int by) {
    if (dominators == null) {
      dominators = dominators();
    }
    return dominators[block] != null && dominators[block].get(by);
  }

  /** True if every way to the instruction leads through the other one, which comes before it. */
  boolean after(int instruction, int other) {
    int b = blockOf[instruction];
    int o = blockOf[other];
    return b == o ? instruction > other : dominated(b, o);
  }

  /** All natural loops, by header. */
  List<Loop> loops() {
    TreeMap<Integer, Loop> loops = new TreeMap<>();
    for (int b = 0; b < count; b++) {
      for (int header : successors.get(b)) {
        if (dominated(b, header)) {
          Loop loop =
              loops.computeIfAbsent(header, h -> new Loop(h, new BitSet(), new ArrayList<>()));
          loop.latches.add(b);
          loop.blocks.set(header);
          reach(b, loop.blocks);
        }
      }
    }
    return new ArrayList<>(loops.values());
  }

  private void reach(int block, BitSet body) {
    List<Integer> work = new ArrayList<>(List.of(block));
    while (!work.isEmpty()) {
      int b = work.remove(work.size() - 1);
      if (!body.get(b)) {
        body.set(b);
        work.addAll(predecessors.get(b));
      }
    }
  }
}
