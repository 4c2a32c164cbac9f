package io.conccheck.analyzer.facts;

import io.conccheck.findings.Location;
import java.util.List;

/**
 * A call that may wait for long.
 *
 * @param why what it waits for, as messages say it ({@code Thread.sleep}, {@code socket read})
 * @param releases the lock that waiting gives back (a monitor's own wait, a condition's lock), or
 *     null
 * @param held locks surely held there
 * @param site where
 */
record Block(String why, LockKey releases, List<LockKey> held, Location site) {}
