package io.conccheck.analyzer.rules.suppressions;

import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.findings.card.Carded;

/**
 * The card of findings about suppressions: which of them were needed is known to the engine alone,
 * after all rules have run.
 */
@AutoService({Rule.class, Carded.class})
public final class UnusedSuppression implements Rule {}
