package io.conccheck.agent.detect.race;

import io.conccheck.agent.boot.HeldCopy;
import io.conccheck.agent.boot.RaceEvents;
import io.conccheck.agent.boot.Segments;
import io.conccheck.agent.boot.SiteStacks;
import io.conccheck.agent.boot.ThreadInfo;
import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.boot.Tids;
import io.conccheck.agent.boot.UnitShadows;
import io.conccheck.agent.boot.Units;
import io.conccheck.agent.spi.Frames;
import io.conccheck.agent.state.HeldView;
import io.conccheck.agent.state.Sites;
import io.conccheck.agent.state.Tables;
import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Frame;
import io.conccheck.findings.Location;
import io.conccheck.findings.LockRef;
import io.conccheck.findings.Origin;
import io.conccheck.findings.Subject;
import io.conccheck.findings.Trace;
import java.util.ArrayList;
import java.util.List;

/** What was known at the moment of a race; made on the racing thread, told by the writer thread. */
final class RaceReport {

  private final int kind;
  private final Sites.Site earlierSite;
  private final ThreadInfo earlierThread;
  private final Sites.Site site;
  private final ThreadInfo thread;
  private final List<LockRef> held;
  private final String symbol;
  private final String element;
  private final Throwable earlierStack;
  private final HeldCopy earlierHeld;
  private final Throwable stack;
  private final Harm harm;

  RaceReport(
      int kind, long earlier, ThreadState ts, int site, Object owner, int variable, Harm harm) {
    this.harm = harm;
    this.kind = kind;
    this.earlierSite = Tables.SITES.at((int) earlier & (1 << ThreadState.SITE_BITS) - 1);
    this.earlierThread = Tids.of(earlier);
    this.earlierStack = SiteStacks.of(earlier);
    this.earlierHeld = SiteStacks.heldAt(earlier);
    this.site = Tables.SITES.at(site);
    this.thread = ts.info;
    this.held = HeldView.of(ts);
    this.stack = new Throwable();
    if (variable >= 0) {
      symbol = Tables.VARIABLES.at(variable).symbol();
      element = symbol;
    } else if (variable == Units.VARIABLE) {
      String type = owner == null ? "JDK object" : owner.getClass().getName();
      int[] seen = owner == null ? new int[2] : UnitShadows.seenAt(owner);
      String target =
          target(this.site, this.earlierSite, Tables.SITES.at(seen[0]), Tables.SITES.at(seen[1]));
      symbol = target != null ? target : type;
      element = target != null ? type + " in " + target : type;
    } else {
      Class<?> type = owner == null ? null : owner.getClass();
      String array =
          type == null
              ? "array"
              : type.isArray()
                  ? type.getComponentType().getTypeName()
                  : Segments.isMemory(owner) ? "native memory" : type.getName();
      String target = target(this.site, this.earlierSite);
      symbol = target != null ? target + "[]" : array + "[]";
      element =
          Segments.isMemory(owner)
              ? "native memory" + (target != null ? " behind " + target : "")
              : (target != null ? target : array) + "[" + (-1 - variable) + "]";
    }
  }

  /** The name that the first of them knows; that of a field before that of an argument. */
  private static String target(Sites.Site... sites) {
    String argument = null;
    for (Sites.Site site : sites) {
      if (site.target() != null && !site.isLocal()) {
        return site.target();
      }
      argument = argument == null ? site.target() : argument;
    }
    return argument;
  }

  /** The finding, of what has happened so often. */
  Finding toFinding(long count) {
    Frame here = site.frame();
    Frame there = earlierSite.frame();
    return Finding.of(DataRace.ID, harm.severity, Confidence.OBSERVED, Origin.RUNTIME)
        .message(message(here, there))
        .help("Guard every access to it with one lock, or make it volatile or atomic.")
        .location(Location.of(here, symbol))
        .subject(Subject.field(symbol))
        .trace(current(here))
        .trace(earlier(there))
        .related(Location.of(there, symbol), words()[0] + " without order to this")
        .fingerprint(
            io.conccheck.findings.Fingerprint.of(
                DataRace.ID, List.of(symbol, here.symbol(), there.symbol())))
        .count(count)
        .build();
  }

  private String[] words() {
    return switch (kind) {
      case RaceEvents.WRITE_READ -> new String[] {"written", "read"};
      case RaceEvents.WRITE_WRITE -> new String[] {"written", "written"};
      default -> new String[] {"read", "written"};
    };
  }

  private String message(Frame here, Frame there) {
    return "`"
        + element
        + "` is "
        + words()[1]
        + " in `"
        + here.symbol().replace('#', '.')
        + "` on `"
        + thread.label()
        + "` and "
        + words()[0]
        + " in `"
        + there.symbol().replace('#', '.')
        + "` on `"
        + (earlierThread == null ? "an earlier thread" : earlierThread.label())
        + harm.words
        + (harm == Harm.FULL ? Unordered.why(held, earlierLocks(there), thread.label()) : "");
  }

  /** What the earlier thread held, or null if that was evicted. */
  private List<LockRef> earlierLocks(Frame there) {
    return earlierHeld != null && isWhole(there) ? HeldView.of(earlierHeld) : null;
  }

  /** True if the stack of the earlier access is there. */
  boolean isWhole() {
    return isWhole(earlierSite.frame());
  }

  private boolean isWhole(Frame there) {
    List<Frame> frames = earlierStack == null ? List.of() : Frames.of(earlierStack);
    return !frames.isEmpty() && frames.get(0).symbol().equals(there.symbol());
  }

  private Trace current(Frame here) {
    List<Frame> frames = Frames.of(stack);
    return new Trace(
        Trace.CURRENT,
        thread.label(),
        created(thread),
        held,
        frames.isEmpty() ? List.of(here) : at(here, frames),
        null);
  }

  private Trace earlier(Frame there) {
    boolean whole = isWhole(there);
    List<LockRef> locks = earlierLocks(there);
    return new Trace(
        Trace.EARLIER,
        earlierThread == null ? "unknown" : earlierThread.label(),
        created(earlierThread),
        locks == null ? List.of() : locks,
        whole ? at(there, Frames.of(earlierStack)) : List.of(there),
        whole ? null : "the rest of this stack and the locks held were evicted");
  }

  /**
   * The stack with the place of the access on top: a loop is checked when it is left, and an
   * earlier access may have been asked for when its method had gone on.
   */
  private static List<Frame> at(Frame site, List<Frame> stack) {
    if (!stack.get(0).symbol().equals(site.symbol())) {
      return stack;
    }
    List<Frame> placed = new ArrayList<>(stack);
    placed.set(0, site);
    return placed;
  }

  private static List<Frame> created(ThreadInfo info) {
    return info == null || info.createdAt == null ? List.of() : Frames.of(info.createdAt);
  }
}
