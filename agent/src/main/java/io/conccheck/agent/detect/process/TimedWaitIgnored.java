package io.conccheck.agent.detect.process;

import com.google.auto.service.AutoService;
import io.conccheck.agent.spi.Frames;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Frame;
import io.conccheck.findings.Location;
import io.conccheck.findings.Severity;
import io.conccheck.findings.card.Carded;
import java.util.List;

/** The finding {@code timed-wait-ignored}; its card lies beside. */
@AutoService(Carded.class)
public final class TimedWaitIgnored implements Carded {

  static Finding of(Child child) {
    List<Frame> at = Frames.of(child.vain);
    Frame place = at.get(0);
    return child
        .finding("timed-wait-ignored", Severity.WARNING)
        .message("a wait with a limit said that " + child.label() + " still runs, and it was left")
        .help("When `waitFor` with a limit gives false, destroy the child and wait for its end.")
        .location(Location.of(place, place.className() + "." + place.method()))
        .related(Location.of(child.frames().get(0), null), "the child was started here")
        .build();
  }
}
