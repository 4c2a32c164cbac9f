package io.conccheck.agent.weave.loops;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;

/** A loop whose accesses, or some of them, are told when it is left. */
final class PlannedLoop {

  final Flow flow;
  final Flow.Loop loop;
  final Counted counted;
  final List<Deferred> accesses; // in the order in which a round makes them
  final List<Code.Try> cover; // protected ranges that all of the loop lies in
  PlannedLoop outer; // the next one around it that is planned, or null
  int startLocal;
  int progressLocal;

  PlannedLoop(
      Flow flow, Flow.Loop loop, Counted counted, List<Deferred> accesses, List<Code.Try> cover) {
    this.flow = flow;
    this.loop = loop;
    this.counted = counted;
    this.accesses = accesses;
    this.cover = cover;
    accesses.sort((a, b) -> flow.after(b.ordinal, a.ordinal) ? -1 : 1);
  }

  boolean contains(int instruction) {
    return instruction >= 0
        && instruction < flow.code.size()
        && loop.blocks().get(flow.block(instruction));
  }

  int header() {
    return flow.start(loop.header());
  }

  /** How many accesses of the present round have been made before that instruction. */
  int made(int instruction) {
    int n = 0;
    for (Deferred d : accesses) {
      n += flow.after(instruction, d.ordinal) ? 1 : 0;
    }
    return n;
  }

  /** How many have been made when the instruction is through. */
  int madeAfter(int instruction) {
    int n = 0;
    for (Deferred d : accesses) {
      n += d.ordinal == instruction || flow.after(instruction, d.ordinal) ? 1 : 0;
    }
    return n;
  }

  boolean steppedAfter(int instruction) {
    return instruction == counted.stepAt || counted.stepped(instruction);
  }

  /** How far a round has come before that instruction: accesses made, and whether it stepped. */
  int progress(int instruction) {
    return made(instruction) << 1 | (counted.stepped(instruction) ? 1 : 0);
  }

  /** Takes locals from {@code next} on, adds their frame types, and tells the next free one. */
  int takeLocals(int next, List<Object> types) {
    startLocal = next++;
    progressLocal = next++;
    types.add(Opcodes.INTEGER);
    types.add(Opcodes.INTEGER);
    for (Deferred d : accesses) {
      if (!d.isField() && !d.isColumn()) {
        d.arrayLocal = next++;
        types.add("java/lang/Object");
      }
      if (!d.isField()) {
        d.firstLocal = next++;
        types.add(Opcodes.INTEGER);
      }
    }
    return next;
  }

  /** Itself and all planned loops around it, innermost first. */
  List<PlannedLoop> nest() {
    List<PlannedLoop> nest = new ArrayList<>();
    for (PlannedLoop p = this; p != null; p = p.outer) {
      nest.add(p);
    }
    return nest;
  }
}
