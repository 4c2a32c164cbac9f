package io.conccheck.agent.detect.deadlock;

import com.google.auto.service.AutoService;
import io.conccheck.findings.card.Carded;

/** The finding {@code lock-not-released}; its card lies beside. */
@AutoService(Carded.class)
public final class LockNotReleased implements Carded {

  static final String ID = "lock-not-released";
}
