package io.conccheck.analyzer.engine;

/** Hears how far a scan is. Called from worker threads, at most once per file. */
@FunctionalInterface
public interface ScanProgress {

  /** Listens to nothing. */
  ScanProgress NONE = (files, totalFiles) -> {};

  /**
   * Some files are done.
   *
   * @param files number done so far
   * @param totalFiles number of all, or 0 while it is not known
   */
  void done(long files, long totalFiles);
}
