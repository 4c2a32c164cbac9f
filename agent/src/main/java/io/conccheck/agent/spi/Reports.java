package io.conccheck.agent.spi;

import io.conccheck.findings.Finding;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Where detectors tell what they found. Every method may be called from any thread, never throws
 * and never waits for a disk: the agent's writer thread does the work.
 */
public interface Reports {

  /**
   * Tells a finding. One with a fingerprint already told only raises the count of the first: by
   * one, or to its own count where that is more than 1.
   */
  void report(Finding finding);

  /**
   * Like {@link #report(Finding)}, but the finding is put together on the writer thread. The
   * supplier may return null for nothing.
   */
  void report(Supplier<Finding> finding);

  /**
   * Logs an event.
   *
   * @param name kebab-case
   * @param data strings, numbers, booleans, lists and maps of them; not changed afterwards
   */
  void event(String name, Map<String, Object> data);

  /**
   * Adds a few words to the summary line on stderr.
   *
   * @param words lower case, no stop
   */
  void remark(String words);

  /**
   * Tells that the agent itself failed: what follows may be incomplete.
   *
   * @param where part of the agent, as a reader would call it
   */
  void failure(String where, Throwable problem);
}
