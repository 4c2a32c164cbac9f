/** What becomes of values in their file: pools, processes, threads, futures from first to last. */
package io.conccheck.analyzer.facts.life;
