package io.conccheck.agent.detect.deadlock.hang;

import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Threads;
import io.conccheck.agent.state.AgentThreads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** All live threads at one moment: those in a wait without limit, and the others. */
final class Look {

  private final Map<Thread, Stuck> waits = new IdentityHashMap<>();
  private final Map<Thread, ThreadState> others = new IdentityHashMap<>();

  private final Map<Thread, Integer> timed = new IdentityHashMap<>(); // which of their waits
  private Map<Thread, Integer> timedBefore = new IdentityHashMap<>();

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
    List<ThreadState> blocked = new ArrayList<>();
    for (Thread t : platform.threads()) {
      if (!AgentThreads.isAgent(t) && !states.containsKey(t)) {
        look.others.put(t, null);
        if (t.getState() == Thread.State.BLOCKED) { // at the first synchronized method it calls
          blocked.add(Threads.stranger(t));
        }
      }
    }
    states.forEach((t, ts) -> look.add(ts, t, blocked));
    Map<Long, ThreadState> numbered = new HashMap<>();
    for (ThreadState ts : blocked.isEmpty() ? List.<ThreadState>of() : states.values()) {
      numbered.put(ts.info.id, ts);
    }
    for (ThreadState ts : blocked) {
      numbered.putIfAbsent(ts.info.id, ts); // one that is no stranger to the JVM
    }
    List<ThreadState> holding = new ArrayList<>(); // asked for each virtual thread: they are few
    for (ThreadState ts : numbered.values()) {
      if (ts.held.size() > 0) {
        holding.add(ts);
      }
    }
    for (ThreadState ts : blocked) {
      look.add(platform.blocked(ts, numbered, holding));
    }
    for (Stuck s : initialisers.waiting(look.others, states.keySet())) {
      look.add(s);
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
    if (ts.wait.timed()) {
      timed.put(t, ts.wait.count());
    }
    Thread.State state = t.getState();
    if (state == Thread.State.BLOCKED || state == Thread.State.WAITING) {
      blocked.add(ts);
    }
  }

  private void add(Stuck s) {
    if (s != null) {
      waits.put(s.thread(), s);
      others.remove(s.thread());
    }
  }

  /** The waits that have lasted since that look. */
  List<Stuck> since(Look before) {
    timedBefore = before.timed;
    List<Stuck> still = new ArrayList<>();
    for (Stuck s : waits.values()) {
      if (s.isStill(before.waits.get(s.thread()))) {
        still.add(s);
      }
    }
    return still;
  }

  /** True if the thread has been in one wait with a limit since the look before. */
  boolean isPatient(Thread t) {
    Integer wait = timed.get(t);
    return wait != null && wait.equals(timedBefore.get(t));
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
