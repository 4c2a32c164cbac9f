package io.conccheck.agent.detect.deadlock.claims;

import io.conccheck.agent.boot.PermitInfo;
import io.conccheck.agent.boot.Permits;
import io.conccheck.agent.boot.ResourceEvents;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.WeakIdentityMap;
import io.conccheck.agent.spi.Option;
import io.conccheck.agent.spi.Options;
import io.conccheck.agent.spi.Reports;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * Watches who has how many units of what there is a limited number of. A claim is the most that a
 * task of one origin had or waited for in this run, when it had something and took more, or what
 * was declared. Who takes all it wants at once never waits for the rest. So states are kept and
 * looked at once more at the end, when all claims are known, and what proved to be a signal. Called
 * by the threads themselves; its monitor guards all but the steps that {@link Holder#enters} makes,
 * and is held for a moment only.
 */
public final class Claims extends ResourceEvents {

  public static final Option DECLARED =
      new Option("claims", "", "units a task may want at once, ORIGIN:UNITS, such as a.Tour.run:3");

  private static final int SLOT = ThreadState.slot();

  private final WeakIdentityMap resources = new WeakIdentityMap();
  private final Set<Holder> holders = new LinkedHashSet<>(); // those who ever took anything
  private final StateKey key = new StateKey();
  private final States states;
  private long nextId;

  /**
   * Begins to watch.
   *
   * @param options with those that declare claims
   */
  public Claims(Reports reports, Options options) {
    Declared declared = new Declared();
    options.each(DECLARED, Declared.FORM, declared);
    states = new States(reports, declared);
    sink = this;
  }

  @Override
  protected boolean knowsAsking(ThreadState ts, PermitInfo semaphore, int units) {
    Holder h = (Holder) ts.get(SLOT);
    return h == null || h.knowsAsking(semaphore.note, units);
  }

  @Override
  protected boolean enters(ThreadState ts, PermitInfo semaphore, int units) {
    Holder h = (Holder) ts.get(SLOT);
    return h != null && h.enters(semaphore.note, units, key);
  }

  @Override
  protected void asking(ThreadState ts, Object resource, int units) {
    Holder h = (Holder) ts.get(SLOT);
    if (h == null) {
      return; // it has nothing
    }
    synchronized (this) {
      Resource r = h.hasNothing() ? null : resource(resource);
      if (r != null && h.hasSome(r) && r.claimed(h.origin, h.units(r) + units)) {
        long now = key.still();
        try {
          h.set(r, h.units(r)); // it knows the claim from now on
          look(h, true, now);
        } finally {
          key.go(now);
        }
      }
    }
  }

  @Override
  protected void took(ThreadState ts, Object resource, int units) {
    Holder h = holder(ts);
    synchronized (this) {
      Resource r = resource(resource);
      if (r != null) {
        int has = h.units(r) + units;
        boolean more = h.hasSome(r) && r.claimed(h.origin, has);
        r.livesIn(Places.fieldOf(ts, resource, r.name()));
        holders.add(h);
        set(h, r, has, true, more);
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
          set(h, r, Math.max(0, h.units(r) - units), false, false);
        }
      }
    }
  }

  private void set(Holder h, Resource r, int has, boolean looks, boolean newClaim) {
    long now = key.still();
    try {
      now -= h.part();
      h.set(r, has);
      now += h.part();
      if (looks) {
        look(h, newClaim, now);
      }
    } finally {
      key.go(now);
    }
  }

  /** What that was has proved to be no resource: nobody has anything of it. */
  synchronized void forget(Object of) {
    if (resources.remove(of) instanceof Resource r) {
      for (Holder h : holders) {
        if (h.units(r) > 0) {
          set(h, r, 0, false, false);
        }
      }
    }
  }

  /** The thread goes on with another task. */
  public void taking(ThreadState ts) {
    Holder h = (Holder) ts.get(SLOT);
    if (h != null && h.origin != null) {
      synchronized (this) {
        if (h.hasNothing()) {
          h.begins();
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
          key.go(key.still() - h.part());
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
    if (r == null && of instanceof Semaphore) {
      PermitInfo p = Permits.of(of);
      if (p.begun > 0) {
        r = add(of, of.getClass().getName(), new SemaphoreSupply(p));
        p.note = r;
      }
    }
    return r;
  }

  /** Watches a further resource from now on. Does not keep it alive. */
  synchronized Resource add(Object of, String name, Supply supply) {
    several |= !(supply instanceof SemaphoreSupply); // of semaphores it is known when they are made
    return (Resource) resources.putIfAbsent(of, new Resource(nextId++, name, supply));
  }

  /** Keeps the present state unless one like it was met with the same claims. */
  private void look(Holder by, boolean newClaim, long now) {
    if (key.isLookedAt(now) && (newClaim || key.isNew(now)) && states.add(holders, by, now)) {
      key.meet(now);
    }
  }

  /** The program ends: all claims are known now. */
  public synchronized void finish() {
    states.finish();
  }
}
