package io.conccheck.findings;

/**
 * Another place that belongs to a finding, and what it has to do with it.
 *
 * @param location where
 * @param message what happens there, lower-case start, no final stop
 */
public record Related(Location location, String message) {}
