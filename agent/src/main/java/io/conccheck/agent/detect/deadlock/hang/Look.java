package io.conccheck.agent.detect.deadlock.hang;

import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.state.AgentThreads;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** All live threads at one moment: those in a wait without limit, and the others. */
final class Look {

  private final Map<Thread, Stuck> waits = new IdentityHashMap<>();
  private final Map<Thread, ThreadState> others = new IdentityHashMap<>();

  private Look() {}

  static Look take(Platform platform, Initialisers initialisers) {
    Look look = new Look();
    Map<Thread, ThreadState> states = new IdentityHashMap<>();
    for (ThreadState ts : Threads.all()) {
      Thread t = ts.thread();
      if (t != null && !AgentThreads.isAgent(t)) {
        states.put(t, ts);
      }
    }
    for (Thread t : platform.threads()) {
      if (!AgentThreads.isAgent(t) && !states.containsKey(t)) {
        look.others.put(t, null);
      }
    }
    List<ThreadState> blocked = new ArrayList<>();
    states.forEach((t, ts) -> look.add(ts, t, blocked));
    for (ThreadState ts : blocked) {
      look.add(platform.blocked(ts, states.values()), ts);
    }
    for (Stuck s : initialisers.waiting(look.others, states.keySet())) {
      look.add(s, s.ts());
    }
    return look;
  }

  private void add(ThreadState ts, Thread t, List<ThreadState> blocked) {
    Stuck s = Stuck.of(ts, t);
    if (s != null) {
      waits.put(t, s);
      return;
    }
    others.put(t, ts);
    Thread.State state = t.getState();
    if (state == Thread.State.BLOCKED || state == Thread.State.WAITING) {
      blocked.add(ts);
    }
  }

  private void add(Stuck s, ThreadState ts) {
    if (s != null) {
      waits.put(s.thread(), s);
      others.remove(s.thread());
    } else {
      Thread t = ts.thread();
      if (t != null) {
        others.put(t, ts);
      }
    }
  }

  /** The waits that have lasted since that look. */
  List<Stuck> since(Look before) {
    List<Stuck> still = new ArrayList<>();
    for (Stuck s : waits.values()) {
      if (s.isStill(before.waits.get(s.thread()))) {
        still.add(s);
      }
    }
    return still;
  }

  /** All other live threads, with their states where they have one; some may have ended. */
  Map<Thread, ThreadState> others(List<Stuck> stuck) {
    Map<Thread, ThreadState> rest = new IdentityHashMap<>(others);
    waits.forEach((t, s) -> rest.put(t, s.ts()));
    for (Stuck s : stuck) {
      rest.remove(s.thread());
    }
    return rest;
  }
}
