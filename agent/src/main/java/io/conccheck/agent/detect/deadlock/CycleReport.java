package io.conccheck.agent.detect.deadlock;

import io.conccheck.agent.boot.ThreadInfo;
import io.conccheck.agent.spi.Frames;
import io.conccheck.agent.state.Tables;
import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Fingerprint;
import io.conccheck.findings.Frame;
import io.conccheck.findings.Location;
import io.conccheck.findings.Origin;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;
import io.conccheck.findings.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Tells a cycle. Begins at the same place in every run: the first by class, method and line. */
public final class CycleReport {

  private static final int MAX_TOLD = 6; // edges with traces
  private static final int MAX_SPELLED = 3; // edges in the message

  private final List<Request> cycle = new ArrayList<>();
  private final List<EdgeStacks> stacks = new ArrayList<>();
  private final LockNames names;
  private final long count;

  /** Held by who must complete what is waited for, be it a thread's end or a future. */
  public static final int COMPLETES = -1;

  private final boolean observed;
  private final boolean openable; // true if another thread may give back what one has taken
  private final Request gated; // null if no gate may keep the threads apart
  private final Request turnstile; // null if no lock may guard who asks

  /**
   * A report.
   *
   * @param observed true if the threads do wait, false if they only could
   */
  CycleReport(List<Request> found, boolean observed, long count) {
    this(found, observed, false, count);
  }

  private CycleReport(List<Request> found, boolean observed, boolean openable, long count) {
    this.observed = observed;
    this.openable = openable;
    List<EdgeStacks> all = new ArrayList<>();
    for (Request r : found) {
      all.add(new EdgeStacks(r));
    }
    int first = 0;
    Comparator<EdgeStacks> order = Comparator.comparing(CycleReport::place);
    for (int i = 1; i < all.size(); i++) {
      first = order.compare(all.get(i), all.get(first)) < 0 ? i : first;
    }
    for (int i = 0; i < all.size(); i++) {
      cycle.add(found.get((first + i) % all.size()));
      stacks.add(all.get((first + i) % all.size()));
    }
    this.gated = observed ? null : Request.behindGate(cycle);
    this.turnstile = observed ? null : Request.underTurnstile(cycle);
    this.names = new LockNames(cycle);
    this.count = count;
  }

  /** Of threads that do wait, and for nobody but each other. */
  public static CycleReport observed(List<Request> waits) {
    return new CycleReport(waits, true, false, 1);
  }

  /** Of threads that wait for each other, where another one may give back what one has taken. */
  public static CycleReport suspected(List<Request> waits) {
    return new CycleReport(waits, true, true, 1);
  }

  private static String place(EdgeStacks s) {
    Frame f = top(s.asking());
    String foreign = Frames.isApplication(f.className()) ? "" : "~"; // then it comes last
    return foreign + f.symbol() + " " + (100_000 + f.line());
  }

  private static Frame top(List<Frame> frames) {
    return frames.isEmpty() ? new Frame("unknown", "unknown", null, 0) : frames.get(0);
  }

  /** The lock that the i-th thread holds and the one before it asks for. */
  private LockNode holds(int i) {
    return cycle.get((i + cycle.size() - 1) % cycle.size()).wanted();
  }

  /**
   * The finding, or null if a lock of the cycle was still being made when one of the requests was:
   * no other thread could have known it then.
   */
  public Finding toFinding() {
    for (int i = 0; !observed && i < cycle.size(); i++) {
      Request r = cycle.get(i);
      int held = r.indexOf(holds(i));
      if (isUnpublished(i, held, holds(i)) || isUnpublished(i, r.held().length, r.wanted())) {
        return null;
      }
    }
    Finding.Builder b =
        Finding.of(
                id(),
                isSuspected() ? Severity.WARNING : Severity.ERROR,
                confidence(),
                Origin.RUNTIME)
            .message(message())
            .help("Take these locks in one order everywhere, or let go of one before the other.")
            .location(location(0))
            .subject(Subject.locks(symbols()))
            .fingerprint(fingerprint())
            .count(count);
    for (int i = 1; i < Math.min(cycle.size(), MAX_TOLD); i++) {
      b.related(location(i), "asks for `" + names.symbol(cycle.get(i).wanted()) + "`");
    }
    if (gated != null) {
      b.related(
          Location.of(gate(), gateMethod()), "waits there until another thread has set something");
    }
    for (int i = 0; i < Math.min(cycle.size(), MAX_TOLD); i++) {
      b.trace(asks(i));
      if (!completes(i)) {
        b.trace(took(i));
      }
    }
    return b.build();
  }

  private String id() {
    return observed ? Deadlock.ID : LockOrderCycle.ID;
  }

  private boolean isSuspected() {
    return openable || gated != null || turnstile != null;
  }

  private Confidence confidence() {
    if (isSuspected()) {
      return Confidence.SUSPECTED;
    }
    return observed ? Confidence.OBSERVED : Confidence.PREDICTED;
  }

  private boolean isUnpublished(int i, int index, LockNode lock) {
    String symbol = names.symbol(lock);
    int dot = symbol.lastIndexOf('.');
    String owner = symbol.equals(lock.type) || dot < 0 ? lock.type : symbol.substring(0, dot);
    boolean solo = (cycle.get(i).solo() & 1 << Math.min(index, 31)) != 0;
    return solo && stacks.get(i).isUnderConstruction(owner);
  }

  private Location location(int i) {
    return Location.of(top(stacks.get(i).asking()), names.symbol(cycle.get(i).wanted()));
  }

  private List<String> symbols() {
    List<String> all = new ArrayList<>();
    for (Request r : cycle) {
      all.add(names.symbol(r.wanted()));
    }
    return all;
  }

  private String fingerprint() {
    List<String> all = symbols();
    for (int i = 0; i < stacks.size(); i++) {
      List<Frame> frames = stacks.get(i).asking();
      Frame caller = isHandedIn(i) ? AskedAt.callerIn(frames) : null;
      String from = caller == null ? "" : " from " + caller.symbol();
      all.add(top(frames).symbol() + from);
    }
    return Fingerprint.of(id(), all);
  }

  /** True if one of the two locks was handed to a method that does the same for other callers. */
  private boolean isHandedIn(int i) {
    return cycle.get(i).isHandedIn(cycle.get(i).wanted()) || cycle.get(i).isHandedIn(holds(i));
  }

  private String message() {
    StringBuilder text = new StringBuilder();
    StringBuilder drawn = new StringBuilder();
    for (int i = 0; i < cycle.size(); i++) {
      Request r = cycle.get(i);
      if (i < MAX_SPELLED) {
        text.append(i == 0 ? "`" : ", `")
            .append(r.thread().label())
            .append(i > 0 && r.thread() == cycle.get(0).thread() ? "` in another task" : "`")
            .append(completes(i) ? " is to complete `" : " holds `")
            .append(name(holds(i)))
            .append(observed ? "` and waits for `" : "` and asks for `")
            .append(name(r.wanted()))
            .append('`');
      }
      drawn.append(shortName(holds(i))).append(" -> ");
    }
    if (cycle.size() > MAX_SPELLED) {
      text.append(", and ").append(cycle.size() - MAX_SPELLED).append(" more threads so round");
    }
    return text.append(
            observed ? ": none of them can go on (" : ": each can wait for the next for ever (")
        .append(drawn)
        .append(shortName(holds(0)))
        .append(')')
        .append(unless())
        .toString();
  }

  /** What may keep the threads from it. */
  private String unless() {
    if (openable) {
      return ", unless another thread gives back what one of them has taken";
    }
    if (gated != null) {
      return ", unless the loop in `"
          + gateMethod()
          + "`, where `"
          + gated.thread().label()
          + "` waited before, always keeps it back for so long";
    }
    return turnstile == null
        ? ""
        : ", unless what `"
            + name(turnstile.wanted().endsUnder)
            + "` guards lets nobody ask for `"
            + name(turnstile.wanted())
            + "` while it is taken";
  }

  private Frame gate() {
    return Tables.SITES.at(gated.at().gate()).frame();
  }

  private String gateMethod() {
    return gate().symbol().replace('#', '.');
  }

  private boolean completes(int i) {
    Request r = cycle.get(i);
    return r.modes()[r.indexOf(holds(i))] == COMPLETES;
  }

  private String shortName(LockNode lock) {
    String name = name(lock);
    return name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
  }

  /** The symbol, with the instance where two locks of the cycle share it. */
  private String name(LockNode lock) {
    String symbol = names.symbol(lock);
    for (Request r : cycle) {
      if (r.wanted() != lock && names.symbol(r.wanted()).equals(symbol)) {
        return symbol + "@" + Integer.toHexString(lock.identity);
      }
    }
    return symbol;
  }

  private Trace asks(int i) {
    Request r = cycle.get(i);
    String remark = (observed ? "waits for `" : "asks for `") + name(r.wanted()) + "`";
    return new Trace(
        Trace.WAITER,
        r.thread().label(),
        created(r.thread()),
        names.held(r, r.held().length),
        stacks.get(i).asking(),
        r.exactStack() ? remark : remark + "; the stack is that of an earlier pass through there");
  }

  private Trace took(int i) {
    Request r = cycle.get(i);
    int held = r.indexOf(holds(i));
    List<Frame> frames = stacks.get(i).taking(held);
    String remark = "took `" + name(holds(i)) + "`, which it holds all the while";
    return new Trace(
        Trace.HOLDER,
        r.thread().label(),
        List.of(),
        names.held(r, held),
        frames,
        frames.isEmpty() ? remark + "; where was not kept" : remark);
  }

  private static List<Frame> created(ThreadInfo info) {
    return info.createdAt == null ? List.of() : Frames.of(info.createdAt);
  }
}
