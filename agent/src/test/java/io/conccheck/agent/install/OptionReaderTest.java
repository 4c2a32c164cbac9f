package io.conccheck.agent.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.conccheck.agent.spi.Option;
import io.conccheck.agent.spi.Options;
import io.conccheck.findings.Severity;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class OptionReaderTest {

  private static final Option LINGER = new Option("linger", "5s", "test");

  private final List<String> told = new ArrayList<>();
  private final Complaints complaints =
      new Complaints() {
        @Override
        void accept(String complaint) {
          told.add(complaint);
        }
      };

  private Options options(String argument, Map<String, String> environment, String... properties) {
    Properties p = new Properties();
    for (int i = 0; i < properties.length; i += 2) {
      p.setProperty(properties[i], properties[i + 1]);
    }
    List<Option> known = new ArrayList<>(Options.GENERAL);
    known.add(LINGER);
    return new AgentOptions(
        new OptionReader(known, complaints)
            .read(argument, p, environment, new File("no such file")),
        complaints);
  }

  @Test
  void aPieceWithoutEqualsContinuesTheValueBeforeIt() {
    Options o = options("detectors=race,deadlock,out=a.jsonl", Map.of());
    assertThat(o.list(Options.DETECTORS)).containsExactly("race", "deadlock");
    assertThat(o.text(Options.OUT)).isEqualTo("a.jsonl");
    assertThat(told).isEmpty();
  }

  @Test
  void anEscapedCommaDoesNotSplit() {
    Options o = options("include=a\\,b,c,out=x\\,y=z", Map.of());
    assertThat(o.list(Options.INCLUDE)).containsExactly("a,b", "c");
    assertThat(o.text(Options.OUT)).isEqualTo("x,y=z");
  }

  @Test
  void sourcesWinInOrder() {
    Map<String, String> environment = Map.of("CONCCHECK_FAIL_ON", "note", "CONCCHECK_OUT", "e");
    Options o = options("out=a", environment, "conccheck.fail-on", "warning", "conccheck.out", "p");
    assertThat(o.text(Options.OUT)).isEqualTo("a");
    assertThat(o.failOn()).isEqualTo(Severity.WARNING);
    assertThat(options(null, environment).failOn()).isEqualTo(Severity.NOTE);
  }

  @Test
  void unknownKeysAreToldWithTheNearestKnownOne() {
    options("fail_on=note,zzzzzzzz=1", Map.of("CONCCHECK_HOME_OF_MANY_THINGS", "x"));
    assertThat(told)
        .containsExactly(
            "unknown option `fail_on` in the agent argument; did you mean `fail-on`?",
            "unknown option `zzzzzzzz` in the agent argument");
  }

  @Test
  void aVariableThatResemblesAnOptionIsTold() {
    options("", Map.of("CONCCHECK_QUIT", "true"));
    assertThat(told)
        .containsExactly("unknown option `quit` in CONCCHECK_QUIT; did you mean `quiet`?");
  }

  @Test
  void aBareWordIsTold() {
    options("quiet", Map.of());
    assertThat(told).containsExactly("`quiet` in the agent argument has no value; write key=value");
  }

  @Test
  void wrongValuesAreToldOnceAndTheStandardHolds() {
    Options o = options("quiet=yes,exitcode=-1,fail-on=bad,linger=soon", Map.of());
    assertThat(o.flag(Options.QUIET)).isFalse();
    assertThat(o.flag(Options.QUIET)).isFalse();
    assertThat(o.number(Options.EXITCODE)).isZero();
    assertThat(o.failOn()).isEqualTo(Severity.ERROR);
    assertThat(o.millis(LINGER)).isEqualTo(5000);
    assertThat(told).hasSize(4);
  }

  @Test
  void timesHaveUnits() {
    assertThat(options("linger=250ms", Map.of()).millis(LINGER)).isEqualTo(250);
    assertThat(options("linger=3", Map.of()).millis(LINGER)).isEqualTo(3000);
    assertThat(options("linger=2m", Map.of()).millis(LINGER)).isEqualTo(120_000);
    assertThat(told).isEmpty();
  }
}
