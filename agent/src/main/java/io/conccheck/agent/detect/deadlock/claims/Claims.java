package io.conccheck.agent.detect.deadlock.claims;

import io.conccheck.agent.boot.Permits;
import io.conccheck.agent.boot.ResourceEvents;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.WeakIdentityMap;
import io.conccheck.agent.spi.Option;
import io.conccheck.agent.spi.Options;
import io.conccheck.agent.spi.Reports;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Watches who has how many units of what there is a limited number of. A claim is the most that a
 * task of one origin had or waited for in this run, when it had something and took more, or what
 * was declared. Who takes all it wants at once never waits for the rest. So a state is looked at
 * when it comes, and once more at the end, when all claims are known. Called by the threads
 * themselves; its monitor guards all and is held for a moment only.
 */
public final class Claims extends ResourceEvents {

  public static final Option DECLARED =
      new Option("claims", "", "units a task may want at once, ORIGIN:UNITS, such as a.Tour.run:3");

  private static final int SLOT = ThreadState.slot();
  private static final int MOST_STATES = 2_000;
  private static final int MOST_KEPT = 200;
  private static final int MOST_HOLDERS = 200;

  private final Reports reports;
  private final Declared declared;
  private final WeakIdentityMap resources = new WeakIdentityMap();
  private final Set<Holder> holders = new LinkedHashSet<>(); // those who have anything
  private final Set<Long> met = new HashSet<>(); // keys of states
  private final List<State> safe = new ArrayList<>(); // to be looked at again at the end
  private long key; // of the present state
  private long nextId;

  /**
   * Begins to watch.
   *
   * @param options with those that declare claims
   */
  public Claims(Reports reports, Options options) {
    this.reports = reports;
    this.declared = new Declared();
    options.each(DECLARED, Declared.FORM, declared);
    sink = this;
  }

  @Override
  protected void asking(ThreadState ts, Object resource, int units) {
    Holder h = holder(ts);
    synchronized (this) {
      Resource r = resource(resource);
      if (r != null && h.hasSome(r) && r.claimed(h.origin, h.units(r) + units)) {
        look(h, true);
      }
    }
  }

  @Override
  protected void took(ThreadState ts, Object resource, int units) {
    Holder h = holder(ts);
    synchronized (this) {
      Resource r = resource(resource);
      if (r != null) {
        boolean more = h.hasSome(r) && r.claimed(h.origin, h.units(r) + units);
        key -= h.key();
        h.set(r, h.units(r) + units);
        key += h.key();
        r.livesIn(Places.fieldOf(ts, resource, r.name()));
        holders.add(h);
        look(h, more);
      }
    }
  }

  @Override
  protected void gives(ThreadState ts, Object resource, int units) {
    Holder h = (Holder) ts.get(SLOT);
    if (h != null) {
      synchronized (this) {
        Resource r = resource(resource);
        if (r != null && h.units(r) > 0) {
          key -= h.key();
          h.set(r, h.units(r) - units);
          key += h.key();
          if (h.has.isEmpty()) {
            holders.remove(h);
          }
        }
      }
    }
  }

  /** What that was has proved to be no resource: nobody has anything of it. */
  synchronized void forget(Object of) {
    if (resources.remove(of) instanceof Resource r) {
      for (Holder h : List.copyOf(holders)) {
        if (h.units(r) > 0) {
          key -= h.key();
          h.set(r, 0);
          key += h.key();
          if (h.has.isEmpty()) {
            holders.remove(h);
          }
        }
      }
    }
  }

  /** The thread goes on with another task. */
  public void taking(ThreadState ts) {
    Holder h = (Holder) ts.get(SLOT);
    if (h != null) {
      synchronized (this) {
        if (h.has.isEmpty()) {
          h.origin = null;
        }
      }
    }
  }

  /** The thread has ended; what it has is lost. */
  public void ending(ThreadState ts) {
    Holder h = (Holder) ts.get(SLOT);
    if (h != null) {
      synchronized (this) {
        if (holders.remove(h)) {
          key -= h.key();
        }
      }
    }
  }

  private Holder holder(ThreadState ts) {
    Holder h = (Holder) ts.get(SLOT);
    if (h == null) {
      h = new Holder(ts.info.label());
      ts.put(SLOT, h);
    }
    if (h.origin == null) {
      h.origin = Places.origin();
    }
    return h;
  }

  /** Null for what nobody can run out of, as far as is known. */
  private Resource resource(Object of) {
    Resource r = (Resource) resources.get(of);
    if (r == null && Permits.begun(of) > 0) {
      r = add(of, of.getClass().getName(), new SemaphoreSupply(of, Permits.begun(of)));
    }
    return r;
  }

  /** Watches a further resource from now on. Does not keep it alive. */
  synchronized Resource add(Object of, String name, Supply supply) {
    several |= !(supply instanceof SemaphoreSupply); // of semaphores it is known when they are made
    return (Resource) resources.putIfAbsent(of, new Resource(nextId++, name, supply));
  }

  /** Looks at the present state unless one like it was looked at with the same claims. */
  private void look(Holder by, boolean newClaim) {
    if (holders.size() < 2 || holders.size() > MOST_HOLDERS || met.size() >= MOST_STATES) {
      return;
    }
    if (met.add(key) | newClaim) {
      List<Holder> now = new ArrayList<>();
      for (Holder h : holders) {
        now.add(h.copy());
      }
      State s = new State(now, by.thread, new Throwable());
      if ((s.isLate() || !tell(s)) && safe.size() < MOST_KEPT) {
        safe.add(s);
      }
    }
  }

  private boolean tell(State s) {
    List<State.Unserved> unserved = s.unserved(declared);
    if (!unserved.isEmpty()) {
      reports.report(UnsafeState.finding(s, unserved, declared));
    }
    return !unserved.isEmpty();
  }

  /** The program ends: all claims are known now. */
  public synchronized void finish() {
    for (State s : safe) {
      tell(s);
    }
    safe.clear();
  }
}
