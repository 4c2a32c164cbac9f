package io.conccheck.agent.install;

import io.conccheck.agent.boot.Failures;
import io.conccheck.agent.out.Output;
import io.conccheck.agent.spi.Detector;
import io.conccheck.agent.spi.Exit;
import io.conccheck.agent.spi.Option;
import io.conccheck.agent.spi.Options;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * Puts the agent together. Made and started once, by the entry class through the agent's own
 * loader. Start-up is every program's price, so nothing on this way uses a lambda or a stream: the
 * first of them costs the JVM tens of milliseconds.
 */
public final class Agent implements BiConsumer<String, Instrumentation> {

  private final List<Detector> running = new ArrayList<>(); // not changed once the agent runs
  private Output output; // set once, before anything else runs

  /** Starts everything, once. What fails is told, and the rest runs. */
  @Override
  public void accept(String args, Instrumentation inst) {
    List<Detector> detectors = new ArrayList<>();
    List<Option> known = new ArrayList<>(Options.GENERAL);
    for (Detector d : ServiceLoader.load(Detector.class, Agent.class.getClassLoader())) {
      detectors.add(d);
      known.addAll(d.options());
    }
    Complaints complaints = new Complaints();
    OptionReader reader = new OptionReader(known, complaints);
    AgentOptions options =
        new AgentOptions(
            reader.read(args, System.getProperties(), System.getenv(), new File(OptionReader.FILE)),
            complaints);
    if (!JvmChoice.of(options.list(Options.JVM)).test(System.getProperty("sun.java.command"))) {
      return;
    }
    List<Detector> chosen = choose(detectors, options, complaints);
    Set<String> names = new TreeSet<>();
    for (Detector d : chosen) {
      names.add(d.name());
    }
    output = Output.open(options);
    run(new Context(options, output, inst, new TickerThread(output), names), chosen);
  }

  private void run(Context context, List<Detector> chosen) {
    for (Detector d : chosen) {
      try {
        d.start(context);
        running.add(d);
      } catch (Throwable t) {
        output.failure("the start of detector `" + d.name() + "`", t);
      }
    }
    try {
      Transformers.install(context);
    } catch (Throwable t) {
      output.failure("weaving", t);
    }
    try {
      ExitWatch.install(context, this);
    } catch (Throwable t) {
      output.failure("the exit watch", t);
    }
  }

  /**
   * The JVM ends: takes every detector's state, then what is left goes to the log.
   *
   * @return the exit code for a program that would end with 0; 0 to leave it
   */
  int exiting(Exit phase) {
    ThreadStateGuard guard = ThreadStateGuard.enter();
    try {
      for (Detector d : running) {
        try {
          d.exiting(phase);
        } catch (Throwable t) {
          output.failure("detector `" + d.name() + "` at exit", t);
        }
      }
      if (!phase.last()) {
        return 0;
      }
      if (Failures.count() > 0) {
        output.failure("a hook", Failures.first());
      }
      output.finish();
      return output.exitCode();
    } finally {
      guard.leave();
    }
  }

  private static List<Detector> choose(List<Detector> all, Options options, Complaints complaints) {
    List<String> wanted = options.list(Options.DETECTORS);
    List<String> names = new ArrayList<>();
    List<Detector> chosen = new ArrayList<>();
    for (Detector d : all) {
      names.add(d.name());
      if (wanted.isEmpty() || wanted.contains(d.name())) {
        chosen.add(d);
      }
    }
    for (String word : wanted) {
      if (!names.contains(word)) {
        String near = OptionText.nearest(word, names);
        complaints.accept(
            "unknown detector `"
                + word
                + (near == null
                    ? "`; there are " + String.join(", ", names)
                    : "`; did you mean `" + near + "`?"));
      }
    }
    return chosen;
  }
}
