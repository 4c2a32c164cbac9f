package io.conccheck.analyzer.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.conccheck.analyzer.engine.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of patterns names every rule, and none that does not exist. */
class PatternTableTest {

  private static final Pattern RULE = Pattern.compile("`([a-z0-9]+(?:-[a-z0-9]+)+)`");

  @Test
  void namesEveryRule() throws IOException {
    Set<String> named = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of("../docs/rules/patterns.md"))) {
      String[] cells = line.split("\\|");
      Matcher rule = RULE.matcher(cells.length == 3 ? cells[2] : "");
      while (rule.find()) {
        named.add(rule.group(1));
      }
    }
    Set<String> rules = new TreeSet<>();
    RuleSet.load(Set.of()).entries().forEach(e -> rules.add(e.card().id()));
    assertThat(named).isEqualTo(rules);
  }
}
