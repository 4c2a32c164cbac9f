package io.conccheck.analyzer.engine;

import io.conccheck.analyzer.types.Promises;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What to scan, and how.
 *
 * @param paths folders, {@code .java} files and archives of sources ({@code .jar}, {@code .zip})
 * @param excludes globs over paths with forward slashes; a file that matches one is left out
 * @param classpath jars and folders of class files; read, never loaded
 * @param rules ids of the rules to run; empty means all
 * @param release Java release the sources are meant for, 0 for the newest
 * @param encoding of the sources
 * @param cache folder where results are kept for the next scan; null to keep none
 * @param parallelism worker threads, at least 1
 * @param progress told about files done, from any worker thread
 * @param promises what the user says about classes beyond their sources
 */
public record ScanRequest(
    List<Path> paths,
    List<String> excludes,
    List<Path> classpath,
    Set<String> rules,
    int release,
    Charset encoding,
    Path cache,
    int parallelism,
    ScanProgress progress,
    Promises promises) {

  public ScanRequest {
    paths = List.copyOf(paths);
    excludes = List.copyOf(excludes);
    classpath = List.copyOf(classpath);
    rules = Set.copyOf(rules);
    if (parallelism < 1) {
      throw new IllegalArgumentException("parallelism must be at least 1, not " + parallelism);
    }
  }

  /** A scan for users who say nothing beyond the sources. */
  public ScanRequest(
      List<Path> paths,
      List<String> excludes,
      List<Path> classpath,
      Set<String> rules,
      int release,
      Charset encoding,
      Path cache,
      int parallelism,
      ScanProgress progress) {
    this(
        paths,
        excludes,
        classpath,
        rules,
        release,
        encoding,
        cache,
        parallelism,
        progress,
        Promises.NONE);
  }

  /** All rules over those paths, with as many workers as there are processors, unwatched. */
  public static ScanRequest of(List<Path> paths) {
    return new ScanRequest(
        paths,
        List.of(),
        List.of(),
        Set.of(),
        0,
        StandardCharsets.UTF_8,
        null,
        Runtime.getRuntime().availableProcessors(),
        ScanProgress.NONE,
        Promises.NONE);
  }
}
