package io.conccheck.agent.detect.atomicity;

import io.conccheck.agent.state.Operations;
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
import java.util.List;

/** A pair of operations with a write of another thread in between; told by the writer thread. */
record AtomicityReport(String type, int look, int act, Moment here, Moment writer, long count) {

  Finding toFinding() {
    Operations.Operation looked = Tables.OPERATIONS.at(look);
    Operations.Operation acted = Tables.OPERATIONS.at(act);
    String symbol = symbol(looked, acted);
    Frame place = acted.frame();
    return Finding.of(AtomicityViolation.ID, Severity.ERROR, Confidence.OBSERVED, Origin.RUNTIME)
        .message(message(looked, acted, symbol))
        .help(
            acted.name() == null
                ? "Make it an atomic and update it by one operation, or guard both steps with a lock."
                : "Use one operation that does both, or compare and set and try again.")
        .location(Location.of(place, symbol))
        .subject(Subject.field(symbol))
        .trace(here.trace(Trace.CURRENT))
        .trace(writer.trace(Trace.EARLIER))
        .related(Location.of(looked.frame(), symbol), "what it acts on was seen here")
        .fingerprint(
            Fingerprint.of(
                AtomicityViolation.ID, List.of(symbol, name(looked), name(acted), place.symbol())))
        .count(count)
        .build();
  }

  private String symbol(Operations.Operation looked, Operations.Operation acted) {
    String target = looked.target() != null ? looked.target() : acted.target();
    return target != null ? target : type;
  }

  private String message(Operations.Operation looked, Operations.Operation acted, String symbol) {
    List<Frame> frames = writer.frames();
    String where = frames.isEmpty() ? "" : " in `" + frames.get(0).symbol().replace('#', '.') + "`";
    String collection = acted.name() == null || symbol.equals(type) ? "" : type + " in ";
    return "`"
        + writer.thread().label()
        + "` wrote to `"
        + collection
        + symbol
        + "`"
        + where
        + " after `"
        + here.thread().label()
        + "` had looked at it by "
        + step(looked, "read")
        + " and before it acted on that by "
        + step(acted, "write")
        + " in `"
        + acted.frame().symbol().replace('#', '.')
        + "`";
  }

  private static String step(Operations.Operation o, String access) {
    return o.name() == null ? "a " + access : "`" + o.name() + "`";
  }

  private static String name(Operations.Operation o) {
    return o.name() == null ? "" : o.name();
  }
}
