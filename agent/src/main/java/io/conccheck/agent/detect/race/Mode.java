package io.conccheck.agent.detect.race;

import io.conccheck.agent.boot.RaceEvents;
import io.conccheck.agent.boot.Sampling;
import io.conccheck.agent.spi.AgentContext;
import io.conccheck.agent.spi.Option;
import io.conccheck.agent.state.Tables;

/** Reads the options {@code mode} and {@code elements}: how much of the accesses is looked at. */
final class Mode {

  static final Option MODE =
      new Option(
          "mode",
          "precise",
          "precise looks at every access, sample at bursts of each place: misses, never invents");
  static final Option ELEMENTS =
      new Option(
          "elements",
          "all",
          "array elements that are watched: all, some (one in 16 of those accessed one by one), none");

  private static final int ONE_IN_16 = 15;
  private static final long PERIOD_MILLIS = 100;

  private Mode() {}

  /** Sets the mode, before anything is woven. */
  static void start(AgentContext context) {
    String mode = context.options().choice(MODE, "precise", "sample");
    RaceEvents.sampling = mode.equals("sample");
    String elements = context.options().choice(ELEMENTS, "all", "some", "none");
    RaceEvents.indexMask =
        elements.equals("all") ? 0 : elements.equals("some") ? ONE_IN_16 : RaceEvents.NO_ELEMENTS;
    if (Sampling.ON) {
      context
          .ticker()
          .every(
              PERIOD_MILLIS,
              "sampling",
              new Runnable() {
                @Override
                public void run() {
                  Sampling.again(Tables.SITES.count());
                }
              });
    }
  }
}
