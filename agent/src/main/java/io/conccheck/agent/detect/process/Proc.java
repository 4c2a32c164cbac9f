package io.conccheck.agent.detect.process;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A process below this JVM: a child, or a descendant of one. */
final class Proc {

  final ProcessHandle handle;

  /** Epoch milliseconds by the operating system's own account, or -1 where it does not tell. */
  final long startedAt;

  /** True if it is only presumed to be one of ours. */
  final boolean presumed;

  private volatile String command;

  /**
   * When it was first seen as a zombie, {@link System#nanoTime}; 0 if never. Ticker thread only.
   */
  long zombieSince;

  boolean zombieTold;

  /**
   * A process that runs.
   *
   * @param command its command line if that is known already
   */
  Proc(ProcessHandle handle, String command) {
    this(handle, command, false);
  }

  /** A process that others have started, perhaps. */
  Proc(ProcessHandle handle, boolean presumed) {
    this(handle, null, presumed);
  }

  private Proc(ProcessHandle handle, String command, boolean presumed) {
    this.presumed = presumed;
    this.handle = handle;
    ProcessHandle.Info info = handle.info();
    Optional<Instant> start = info.startInstant();
    this.startedAt = start.isPresent() ? start.get().toEpochMilli() : -1;
    this.command = command != null ? command : read(handle, info);
  }

  long pid() {
    return handle.pid();
  }

  String command() {
    return command;
  }

  /** Reads the command line again: a process is a copy of its parent before it becomes itself. */
  boolean refresh() {
    String now = read(handle, handle.info());
    if (now.isEmpty() || now.equals(command) || zombie() && !command.isEmpty()) {
      return false;
    }
    command = now;
    return true;
  }

  /** True if it has ended and its parent has not collected it. */
  boolean zombie() {
    return Descendants.isZombie(pid());
  }

  /** True if the process table does not have it any more. */
  boolean gone() {
    return !handle.isAlive();
  }

  /** True if it runs. */
  boolean alive() {
    return handle.isAlive() && !zombie();
  }

  private static String read(ProcessHandle handle, ProcessHandle.Info info) {
    Optional<String[]> arguments = info.arguments();
    Optional<String> program = info.command();
    if (program.isEmpty()) {
      return info.commandLine().orElse(Descendants.name(handle.pid())); // of a zombie
    }
    List<String> words = new ArrayList<>(List.of(program.get()));
    if (arguments.isPresent()) {
      words.addAll(List.of(arguments.get()));
    }
    return SecretMask.line(words);
  }

  /** What the log tells of it. */
  Map<String, Object> data() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("pid", pid());
    data.put("startedAt", startedAt);
    data.put("command", command);
    return data;
  }
}
