package io.conccheck.agent.detect.deadlock.claims;

import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.UnitEvents;
import io.conccheck.agent.boot.WeakIdentityMap;
import io.conccheck.agent.spi.Option;
import io.conccheck.agent.spi.Options;
import io.conccheck.agent.state.Tables;
import io.conccheck.agent.state.UnitMethods;
import java.util.concurrent.BlockingQueue;

/**
 * Follows units by their identity out of pools and back: the elements of blocking queues, and what
 * named methods give. Tells the watcher of claims how many a thread has. Called by the threads
 * themselves; its monitor guards all, that of the claims is taken inside it.
 */
public final class Units extends UnitEvents {

  public static final Option RESOURCE =
      new Option(
          "resource",
          "",
          "methods that take units of a bounded pool, such as com.acme.Pool.take/give:8");

  private static final int SLOT = ThreadState.slot();
  private static final int MOST_OUT = 64; // of one pool with one thread: it does not give back
  private static final int MOST_POOLS = 16; // with one object: it is a sign, and no unit

  /** One unit, for as long as its object lives. Guarded by the monitor. */
  private static final class Unit {
    final Pooled pool;
    Unit next; // the same object in another pool
    Borrower holder; // null while it is in

    Unit(Pooled pool, Unit next) {
      this.pool = pool;
      this.next = next;
    }

    int pools() {
      int n = 0;
      for (Unit u = this; u != null; u = u.next) {
        n++;
      }
      return n;
    }

    /** Forgets which of these pools are none or are no more; the first of the others, or null. */
    static Unit live(Unit first) {
      Unit kept = null;
      Unit next;
      for (Unit u = first; u != null; u = next) {
        next = u.next;
        if (!u.pool.isOver()) {
          u.next = kept;
          kept = u;
        }
      }
      return kept;
    }
  }

  /** What a thread did when it asked last. */
  private record Asked(Pooled pool, int signs) {}

  private final Claims claims;
  private final WeakIdentityMap pools = new WeakIdentityMap();
  private final WeakIdentityMap units = new WeakIdentityMap();

  /**
   * Begins to watch.
   *
   * @param options with the one that names methods
   */
  public Units(Claims claims, Options options) {
    this.claims = claims;
    options.each(RESOURCE, NamedMethods.FORM, new NamedMethods(Tables.UNIT_METHODS));
    Tables.UNIT_METHODS.watch();
    sink = this;
  }

  @Override
  protected synchronized void asking(ThreadState ts, Object pool, int wanted) {
    Pooled p = pool instanceof BlockingQueue<?> ? (Pooled) pools.get(pool) : named(pool);
    if (p != null && wanted > 0) {
      ts.put(SLOT, new Asked(p, ts.wait.signs()));
      claims.asking(ts, pool, wanted);
    }
  }

  @Override
  protected synchronized void took(ThreadState ts, Object pool, Object object, int taken) {
    Pooled p = (Pooled) pools.get(pool);
    if (p == null || taken <= 0) {
      if (p == null && pool instanceof BlockingQueue<?>) {
        isOther(pool); // it has elements of which nobody was told
      }
      return;
    }
    Borrower me = Borrower.of(ts);
    if (object != null) {
      Unit u = unit(object, p);
      boolean strange = u == null || u.holder != null && u.holder != me;
      if (strange && p.isQueue()) {
        isNone(pool, p);
        return;
      }
      if (u != null && u.holder == me) {
        return; // one method of the pool within another
      }
      u = u == null ? add(object, p) : u;
      u.holder = me;
    }
    if (ts.get(SLOT) instanceof Asked a && a.pool == p && a.signs != ts.wait.signs()) {
      p.isEmpty(); // so it had to wait
    }
    ts.put(SLOT, null);
    p.lends(me, taken);
    claims.took(ts, pool, taken);
    if (p.out(me) > MOST_OUT) {
      isNone(pool, p);
    }
  }

  @Override
  protected synchronized void gives(ThreadState ts, Object pool, Object object, int given) {
    if (object == null) {
      Pooled p = (Pooled) pools.get(pool);
      if (p != null && given > 0) {
        p.getsBack(Borrower.of(ts), given);
        claims.gives(ts, pool, given);
      }
    } else if (pool instanceof BlockingQueue<?> q) {
      puts(ts, q, object);
    } else {
      for (Unit u = (Unit) units.get(object); u != null; u = u.next) {
        if (u.holder != null && (pool == null || pools.get(pool) == u.pool)) {
          comesBack(u, pool == null ? u.pool.of() : pool);
        }
      }
    }
  }

  private void puts(ThreadState ts, BlockingQueue<?> queue, Object object) {
    Pooled p = (Pooled) pools.get(queue);
    if (p == null) {
      p = new Pooled(queue, true, 0);
      pools.put(queue, p);
      String name = queue.getClass().getName() + "<" + object.getClass().getName() + ">";
      claims.add(queue, name, p);
    }
    Unit u = unit(object, p);
    if (u == null) {
      if (!p.adds() || add(object, p).pools() > MOST_POOLS) {
        isNone(queue, p);
      }
    } else if (u.holder == Borrower.of(ts)) {
      comesBack(u, queue);
    } else if (u.holder != null) {
      isNone(queue, p);
    }
  }

  private void comesBack(Unit u, Object pool) {
    ThreadState had = u.holder.get();
    u.pool.getsBack(u.holder, 1);
    u.holder = null;
    if (pool != null && had != null) {
      claims.gives(had, pool, 1);
    }
  }

  @Override
  protected synchronized void refused(ThreadState ts, Object pool) {
    Pooled p = (Pooled) pools.get(pool);
    if (p != null) {
      p.isEmpty();
    }
  }

  private void isNone(Object pool, Pooled p) {
    p.becomesOther();
    isOther(pool);
    claims.forget(pool);
    pools.remove(pool);
  }

  private Pooled named(Object pool) {
    Pooled p = (Pooled) pools.get(pool);
    if (p == null) {
      UnitMethods.Named method = method(pool instanceof Class<?> c ? c : pool.getClass());
      if (method != null) {
        p = new Pooled(pool, false, method.units());
        pools.put(pool, p);
        claims.add(pool, method.type() + "." + method.method(), p);
      }
    }
    return p;
  }

  private static UnitMethods.Named method(Class<?> type) {
    UnitMethods.Named found = null;
    for (Class<?> c = type; c != null && found == null; c = c.getSuperclass()) {
      for (UnitMethods.Named m : Tables.UNIT_METHODS.of(c.getName())) {
        if (m.takes() && (found == null || m.units() > found.units())) {
          found = m;
        }
      }
    }
    return found;
  }

  private Unit unit(Object object, Pooled pool) {
    Unit u = (Unit) units.get(object);
    while (u != null && u.pool != pool) {
      u = u.next;
    }
    return u;
  }

  private Unit add(Object object, Pooled pool) {
    Unit u = new Unit(pool, Unit.live((Unit) units.get(object)));
    units.put(object, u);
    return u;
  }
}
