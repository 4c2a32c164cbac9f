package io.conccheck.agent.detect.deadlock;

import com.google.auto.service.AutoService;
import io.conccheck.findings.card.Carded;

/** The finding {@code lock-order-cycle}; its card lies beside. */
@AutoService(Carded.class)
public final class LockOrderCycle implements Carded {

  static final String ID = "lock-order-cycle";
}
