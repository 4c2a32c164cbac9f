package io.conccheck.analyzer.facts;

import java.util.List;

/**
 * What running a body does, calls included, in terms of its own {@code this} and parameters. Each
 * part is found when it is first asked for: most bodies start no task, and nobody asks what they
 * read and write.
 */
record Summary(Summaries all, Body body) {

  List<Traced<Access>> accesses() {
    return all.accesses(body);
  }

  List<Traced<Acquire>> acquires() {
    return all.acquires(body);
  }

  List<Traced<Block>> blocks() {
    return all.blocks(body);
  }

  List<Traced<Spawn>> spawns() {
    return all.spawns(body);
  }

  List<Join> joins() {
    return all.joins(body);
  }
}
