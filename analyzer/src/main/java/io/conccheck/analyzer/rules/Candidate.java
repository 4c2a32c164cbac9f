package io.conccheck.analyzer.rules;

import io.conccheck.analyzer.facts.Program;
import io.conccheck.findings.Finding;
import java.util.function.Predicate;

/**
 * A finding that holds if the whole program is as its condition says.
 *
 * @param finding what will be reported
 * @param condition asked once all files have been seen; must not hold on to syntax trees
 */
public record Candidate(Finding finding, Predicate<Program> condition) {}
