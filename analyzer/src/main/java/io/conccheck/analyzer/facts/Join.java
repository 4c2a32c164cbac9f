package io.conccheck.analyzer.facts;

import io.conccheck.findings.Location;

/**
 * A place where code waits for tasks to end.
 *
 * @param runner the thread or executor waited for; unknown may be any of them
 * @param site where
 */
record Join(Path runner, Location site) {}
