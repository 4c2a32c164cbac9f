package io.conccheck.cli.launch;

import io.conccheck.findings.log.FindingsLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The folder in which the JVMs of one run leave their logs. */
public final class LogFolder implements AutoCloseable {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Path folder;
  private final boolean keep;

  private LogFolder(Path folder, boolean keep) {
    this.folder = folder;
    this.keep = keep;
  }

  /** A new folder that is deleted in the end. */
  public static LogFolder temporary() throws IOException {
    return new LogFolder(Files.createTempDirectory("conccheck-run-"), false);
  }

  /**
   * That folder, made if need be; its logs stay. Logs already there are not taken as this run's.
   */
  public static LogFolder kept(Path folder) throws IOException {
    Files.createDirectories(folder);
    return new LogFolder(Files.createTempDirectory(folder.toAbsolutePath(), "run-"), true);
  }

  /** The value of the agent's option {@code out}. */
  public String pattern() {
    return folder.resolve("conccheck-%p.jsonl").toString();
  }

  /** A file of that name in the same folder. */
  Path beside(String name) {
    return folder.resolve(name);
  }

  /**
   * The logs, in the order of their names. JVMs that are just ending get a moment to write their
   * last line.
   */
  public List<Path> logs() throws IOException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    try {
      while (System.nanoTime() < end && list().stream().anyMatch(LogFolder::beingWritten)) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return list();
  }

  private List<Path> list() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList();
    }
  }

  private static boolean beingWritten(Path file) {
    try {
      FindingsLog log = FindingsLog.read(file);
      long pid = log.header().pid();
      return log.end() == null && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    } catch (IOException e) {
      return false; // it will be told when it is read for the report
    }
  }

  @Override
  public void close() throws IOException {
    if (!keep) {
      for (Path file : list()) {
        Files.delete(file);
      }
      Files.delete(folder);
    }
  }
}
