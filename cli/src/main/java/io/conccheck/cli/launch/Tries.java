package io.conccheck.cli.launch;

import io.conccheck.findings.log.FindingsLog;
import io.conccheck.findings.log.LogRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Runs a program again when it stopped answering: its watchdog has ended it and left the stacks of
 * all threads in the log. What each try left is kept, the stacks as a text beside the logs.
 *
 * @param program what to run, with an agent that ends it when it hangs
 * @param limit how long one try may last; null for as long as it likes
 * @param folder where the logs are
 * @param restarts how often to start it again, 0 or more
 */
public record Tries(Program program, Duration limit, LogFolder folder, int restarts) {

  private static final String DUMP = "thread-dump";

  /**
   * The program's end that counts: of the first try that did not hang, or of the last.
   *
   * @param tell takes what happens, one line at a time
   * @throws IOException if the program cannot be started or a log cannot be read
   */
  public Watch.Ended run(Consumer<String> tell) throws IOException {
    Set<Path> known = new HashSet<>(folder.logs());
    for (int tried = 1; ; tried++) {
      Watch.Ended ended = Watch.run(program, limit);
      List<LogRecord.Event> dumps = new ArrayList<>();
      for (Path log : folder.logs()) {
        if (known.add(log)) {
          dumps.addAll(dumps(log));
        }
      }
      if (ended.exitCode() == 0 || ended.timedOut() || dumps.isEmpty()) {
        return ended;
      }
      Path text = folder.beside("try-" + tried + "-dump.txt");
      Files.writeString(text, text(dumps));
      String what = "the program stopped answering and was ended; its stacks: " + text;
      if (tried > restarts) {
        tell.accept(what);
        return ended;
      }
      tell.accept(what + "; restart " + tried + " of " + restarts);
    }
  }

  private static List<LogRecord.Event> dumps(Path log) {
    try {
      return FindingsLog.read(log).events(DUMP);
    } catch (IOException e) {
      return List.of(); // it will be told when it is read for the report
    }
  }

  private static String text(List<LogRecord.Event> dumps) {
    StringBuilder text = new StringBuilder();
    for (LogRecord.Event dump : dumps) {
      new TreeMap<>(dump.data()).forEach((thread, frames) -> append(text, thread, frames));
    }
    return text.toString();
  }

  private static void append(StringBuilder text, String thread, Object frames) {
    text.append(thread).append('\n');
    if (frames instanceof List<?> list) {
      list.forEach(f -> text.append("  at ").append(f).append('\n'));
    }
    text.append('\n');
  }
}
