package io.conccheck.agent.detect.deadlock;

import io.conccheck.agent.spi.Frames;
import io.conccheck.agent.state.HeldView;
import io.conccheck.agent.state.Tables;
import io.conccheck.findings.Frame;
import io.conccheck.findings.LockRef;
import java.util.List;
import java.util.TreeSet;

/**
 * Names locks by where they live. A lock that every place loads from one field is that field; one
 * that a place takes as {@code this} or from a parameter is its class. Depends on the places alone,
 * so that it is the same in every run.
 */
final class LockNames {

  private final List<Request> cycle;

  LockNames(List<Request> cycle) {
    this.cycle = cycle;
  }

  /** {@code com.acme.Account.lock}, or the class. */
  String symbol(LockNode lock) {
    TreeSet<String> fields = new TreeSet<>();
    boolean elsewhere = false;
    for (Request r : cycle) {
      int i = r.indexOf(lock);
      int site = i >= 0 ? r.sites()[i] : r.wanted() == lock ? r.site() : -1;
      if (site >= 0) {
        String field = i < 0 && !isAskedAt(r) ? null : Tables.SITES.at(site).target();
        if (field != null) {
          fields.add(field);
        } else {
          elsewhere = true;
        }
      }
    }
    boolean ownClass = elsewhere && Frames.isApplication(lock.type);
    return fields.isEmpty() || ownClass ? lock.type : fields.first();
  }

  /** A place that woven code left behind may be stale where the request came from elsewhere. */
  private static boolean isAskedAt(Request r) {
    List<Frame> frames = Frames.of(r.stack());
    String method = Tables.SITES.at(r.site()).frame().symbol();
    return !frames.isEmpty() && frames.get(0).symbol().equals(method);
  }

  /** The name with class and instance: {@code com.acme.Account.lock (java.lang.Object@1f)}. */
  String owner(LockNode lock) {
    String symbol = symbol(lock);
    String instance = lock.type + "@" + Integer.toHexString(lock.identity);
    if (lock.type.endsWith(".class")) {
      return symbol;
    }
    return symbol.equals(lock.type) ? instance : symbol + " (" + instance + ")";
  }

  LockRef ref(LockNode lock, int mode, int site) {
    return new LockRef(
        HeldView.kind(mode),
        owner(lock),
        symbol(lock),
        site == 0 ? null : Tables.SITES.at(site).frame());
  }

  /** The locks that this thread had taken before its {@code count}-th. */
  List<LockRef> held(Request r, int count) {
    LockRef[] refs = new LockRef[count];
    for (int i = 0; i < count; i++) {
      refs[i] = ref(r.held()[i], r.modes()[i], r.sites()[i]);
    }
    return List.of(refs);
  }
}
