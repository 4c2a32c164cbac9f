package io.conccheck.analyzer.rules;

import io.conccheck.analyzer.facts.Condition;
import io.conccheck.findings.Finding;

/**
 * A finding that holds if the whole program is as its condition says.
 *
 * @param finding what will be reported
 * @param condition asked once all files have been seen
 */
public record Candidate(Finding finding, Condition condition) {}
