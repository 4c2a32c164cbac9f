package io.conccheck.agent.detect.process;

import com.google.auto.service.AutoService;
import io.conccheck.agent.spi.Frames;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Frame;
import io.conccheck.findings.Location;
import io.conccheck.findings.Severity;
import io.conccheck.findings.card.Carded;
import java.util.List;

/** The finding {@code destroyed-not-awaited}; its card lies beside. */
@AutoService(Carded.class)
public final class DestroyedNotAwaited implements Carded {

  static Finding of(Child child) {
    List<Frame> at = Frames.of(child.destroyedBeforeExit);
    Frame place = at.get(0);
    return child
        .finding("destroyed-not-awaited", Severity.WARNING)
        .message(child.label() + " was told to end and nobody waited until it had")
        .help("Call `waitFor` after `destroy`, which only asks the child to end.")
        .location(Location.of(place, place.className() + "." + place.method()))
        .related(Location.of(child.frames().get(0), null), "the child was started here")
        .build();
  }
}
