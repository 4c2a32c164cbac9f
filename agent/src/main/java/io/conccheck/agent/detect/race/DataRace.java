package io.conccheck.agent.detect.race;

import com.google.auto.service.AutoService;
import io.conccheck.findings.card.Carded;

/** The finding {@code data-race}; its card lies beside. */
@AutoService(Carded.class)
public final class DataRace implements Carded {

  static final String ID = "data-race";
}
