package io.conccheck.analyzer.facts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tasks that different methods of one class start, as {@code startWriter()} and {@code
 * startReader()} do: who calls both is out of sight, or the code that does was looked at already.
 */
final class StartedApart {

  /** Classes that start more tasks than that are looked at no further. */
  private static final int MOST = 24;

  /** Further calls down it is told what could be reached, not that it is. */
  private static final int NEAR = 2;

  /** Two tasks that nothing in sight keeps from running at the same time. */
  record Pair(Side a, Side b) {}

  private record Start(Body by, Spawn spawn) {}

  private final Program program;
  private final Set<String> together = new HashSet<>();

  private StartedApart(Program program) {
    this.program = program;
  }

  static List<Pair> of(Program program) {
    return new StartedApart(program).pairs();
  }

  private List<Pair> pairs() {
    Map<String, List<Start>> starts = new HashMap<>();
    List<String> owners = new ArrayList<>();
    for (Body b : program.bodies().values()) {
      for (Spawn s : b.spawns) {
        if (isClear(b, s)) {
          starts
              .computeIfAbsent(
                  b.owner,
                  o -> {
                    owners.add(o);
                    return new ArrayList<>();
                  })
              .add(new Start(b, s));
        }
      }
      noteTogether(program.summaries().of(b).spawns());
    }
    List<Pair> found = new ArrayList<>();
    for (String owner : owners) {
      List<Start> all = starts.get(owner);
      if (all.size() > 1 && all.size() <= MOST) {
        pairs(owner, all, found);
      }
    }
    return found;
  }

  /** A start of known code that its own method neither waits for nor makes part of a chain. */
  private boolean isClear(Body b, Spawn s) {
    boolean starter = b.kind == Body.Kind.METHOD || b.kind == Body.Kind.CONSTRUCTOR;
    boolean known = s.task().body() != null && program.bodies().containsKey(s.task().body());
    boolean apart =
        !s.kind().isStage()
            && s.kind() != EntryKind.HOOK
            && s.kind() != EntryKind.PARALLEL_STREAM
            && s.kind() != EntryKind.FORK_JOIN;
    return starter && known && apart && !Summaries.joinedLater(s, program.summaries().joins(b));
  }

  /** What one body starts, itself or through others, is judged by the order of its steps. */
  private void noteTogether(List<Traced<Spawn>> spawns) {
    for (Traced<Spawn> x : spawns) {
      for (Traced<Spawn> y : spawns) {
        together.add(x.what().task().body() + " " + y.what().task().body());
      }
    }
  }

  private void pairs(String owner, List<Start> all, List<Pair> found) {
    for (int i = 0; i < all.size(); i++) {
      for (int j = i + 1; j < all.size(); j++) {
        Start a = all.get(i);
        Start b = all.get(j);
        String both = a.spawn.task().body() + " " + b.spawn.task().body();
        boolean oneByOne =
            a.spawn.single() && b.spawn.single() && a.spawn.runner().equals(b.spawn.runner());
        if (a.by != b.by && !oneByOne && !together.contains(both)) {
          Side x = side(owner, a);
          Side y = side(owner, b);
          if (!x.meets(y)) {
            found.add(new Pair(x, y));
          }
        }
      }
    }
  }

  private Side side(String owner, Start start) {
    Spawn s = start.spawn;
    boolean self = !start.by.isStatic;
    String root = "this:" + owner;
    List<Traced<Access>> near =
        program.summaries().taskAccesses(s).stream()
            .filter(t -> t.chain().size() <= NEAR)
            .filter(t -> t.what().path().isStatic() || self && t.what().path().root().equals(root))
            .toList();
    String role = "the task that " + s.kind().words() + " runs";
    return new Side(role, near, program.summaries().waits(s), s.many(), s);
  }
}
