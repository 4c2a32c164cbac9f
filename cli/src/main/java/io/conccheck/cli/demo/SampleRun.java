package io.conccheck.cli.demo;

import io.conccheck.cli.launch.AgentArgument;
import io.conccheck.cli.launch.AgentJar;
import io.conccheck.cli.launch.LogFolder;
import io.conccheck.cli.launch.Program;
import io.conccheck.cli.launch.Trial;
import io.conccheck.cli.pipeline.LogSet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Runs one sample under the agent. What a broken one does wrong may need a certain schedule, so it
 * gets a few tries until everything wanted was seen.
 */
record SampleRun(Sample sample, Path classes) {

  private static final int TRIES = 4;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  LogSet watch() throws IOException {
    LogSet logs = once();
    for (int i = 1; i < TRIES && !allSeen(logs); i++) {
      logs = once();
    }
    return logs;
  }

  private boolean allSeen(LogSet logs) {
    Set<String> missing = new TreeSet<>(sample.rules(false));
    logs.findings().forEach(f -> missing.remove(f.ruleId()));
    return missing.isEmpty();
  }

  private LogSet once() throws IOException {
    try (LogFolder folder = LogFolder.temporary()) {
      Map<String, String> options = new LinkedHashMap<>();
      options.put("out", folder.pattern());
      options.put("quiet", "true");
      options.put("watchdog", "1s"); // samples that hang end after some seconds
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      List<String> command = List.of(java, "-cp", classes.toString(), sample.className());
      Trial.run(new Program(command, new AgentArgument(AgentJar.file(), options)), LIMIT);
      LogSet set = new LogSet();
      folder.logs().forEach(set::add);
      return set;
    }
  }
}
