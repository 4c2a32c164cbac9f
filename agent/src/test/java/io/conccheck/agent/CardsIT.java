package io.conccheck.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.conccheck.agent.testkit.AgentRun;
import io.conccheck.agent.testkit.Jdk;
import io.conccheck.findings.Finding;
import io.conccheck.findings.card.CardCatalog;
import io.conccheck.findings.card.RuleCard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the Bad and the Good code of every card under the agent. What calls that code lies in {@code
 * src/test/cards/RULE-ID}: {@code Driver.java} for both, or {@code Bad.java} and {@code Good.java}.
 */
@Execution(ExecutionMode.CONCURRENT)
class CardsIT {

  private static final Path DRIVERS = Path.of("src/test/cards");
  private static final Pattern TYPE = Pattern.compile("(?:class|interface|enum|record) (\\w+)");
  private static final int TRIES = 5;

  @TempDir Path folder;

  static Stream<Arguments> cards() throws IOException {
    List<Jdk> jdks = Jdk.all();
    // The packaged jar, which stands on the class path, hides what is not its entry class.
    URL[] classes = {Path.of("target/classes").toUri().toURL()};
    return CardCatalog.of(new URLClassLoader(classes)).all().stream()
        .flatMap(
            card ->
                Stream.of(jdks.get(0), jdks.get(jdks.size() - 1))
                    .distinct()
                    .filter(jdk -> jdk.version() >= oldest(card.id()))
                    .map(jdk -> Arguments.of(card.id(), jdk, card)));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("cards")
  void theBadCodeIsFound(String id, Jdk jdk, RuleCard card) throws Exception {
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < TRIES && !seen.contains(id); i++) {
      run(card, RuleCard.BAD, jdk).forEach(f -> seen.add(f.ruleId()));
    }
    assertThat(seen).contains(id);
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("cards")
  void theGoodCodeIsSilent(String id, Jdk jdk, RuleCard card) throws Exception {
    assertThat(run(card, RuleCard.GOOD, jdk)).isEmpty();
  }

  /** The JDK whose features the card's code needs, as the file {@code jdk} of its folder tells. */
  private static int oldest(String id) {
    Path file = DRIVERS.resolve(id).resolve("jdk");
    try {
      return Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Finding> run(RuleCard card, String which, Jdk jdk) throws Exception {
    Path classes = folder.resolve(which + jdk.version());
    String main = compile(card, which, classes, jdk);
    return AgentRun.of(main, classes)
        .on(jdk)
        .jvm("-XX:TieredStopAtLevel=1") // they do not live to profit from the second compiler
        .options("linger=1s", "watchdog=1s", "watchdog-action=halt")
        .run()
        .findings();
  }

  private static String compile(RuleCard card, String which, Path classes, Jdk jdk)
      throws IOException, InterruptedException {
    Path drivers = DRIVERS.resolve(card.id());
    String main = Files.exists(drivers.resolve("Driver.java")) ? "Driver" : which;
    String code = card.code(which);
    Matcher type = TYPE.matcher(code);
    assertThat(type.find()).as("a type in the code of " + card.id()).isTrue();
    Path source = Files.createDirectories(classes).resolve(type.group(1) + ".java");
    Files.writeString(source, code);
    List<String> files =
        List.of("-d", classes.toString(), source.toString(), driver(drivers, main));
    int failed = oldest(card.id()) == 0 ? compileHere(files) : compileOn(jdk, files);
    assertThat(failed).as("compiling the code of " + card.id()).isZero();
    return main;
  }

  private static String driver(Path drivers, String main) {
    return drivers.resolve(main + ".java").toString();
  }

  private static int compileHere(List<String> arguments) {
    return ToolProvider.getSystemJavaCompiler()
        .run(null, null, null, arguments.toArray(String[]::new));
  }

  private static int compileOn(Jdk jdk, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(jdk.home().resolve("bin/javac").toString()));
    command.addAll(arguments);
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
