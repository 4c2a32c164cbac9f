package io.conccheck.agent.detect.atomicity;

import com.google.auto.service.AutoService;
import io.conccheck.findings.card.Carded;

/** The finding {@code atomicity-violation}; its card lies beside. */
@AutoService(Carded.class)
public final class AtomicityViolation implements Carded {

  static final String ID = "atomicity-violation";
}
