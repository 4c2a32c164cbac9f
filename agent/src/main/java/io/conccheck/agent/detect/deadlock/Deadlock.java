package io.conccheck.agent.detect.deadlock;

import com.google.auto.service.AutoService;
import io.conccheck.findings.card.Carded;

/** The finding {@code deadlock}; its card lies beside. */
@AutoService(Carded.class)
public final class Deadlock implements Carded {

  static final String ID = "deadlock";
}
