package io.conccheck.agent.detect.deadlock.claims;

import static org.assertj.core.api.Assertions.assertThat;

import example.deadlock.Pools;
import io.conccheck.agent.testkit.AgentRun;
import io.conccheck.agent.testkit.Jdk;
import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Severity;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pools that a run passed through unsafely are told, whatever they are made of; no other is. */
class UnitsIT {

  private static final String POOLS = Pools.class.getName() + "$";

  @ParameterizedTest
  @MethodSource("io.conccheck.agent.testkit.Jdk#all")
  void unsafePoolsAreToldAndNoOthers(Jdk jdk) throws Exception {
    AgentRun.Result r =
        AgentRun.of(Pools.class)
            .on(jdk)
            .options(
                "detectors=deadlock",
                "resource=" + POOLS + "Licences.grab/put:3",
                POOLS + "Connections.borrow/" + POOLS + "Connection.close",
                "claims=" + POOLS + "Declared.*:3")
            .run();
    assertThat(r.stdout()).isEqualTo("done\n");
    Set<String> told = new TreeSet<>();
    for (Finding f : r.findings()) {
      assertThat(f.ruleId()).isEqualTo("unsafe-state");
      assertThat(f.confidence()).isEqualTo(Confidence.PREDICTED);
      String at = f.location().symbol();
      boolean declared = at.startsWith(POOLS + "Declared");
      assertThat(f.severity()).as(at).isEqualTo(declared ? Severity.WARNING : Severity.NOTE);
      assertThat(f.traces().get(0).frames().get(0).className()).startsWith(POOLS);
      String place = f.traces().get(0).frames().get(0).symbol();
      told.add(place.substring(POOLS.length()).replaceFirst("lambda.*", "lambda"));
    }
    assertThat(told)
        .containsExactly(
            "Connections#copy",
            "Declared#tour",
            "FoundEmpty#use",
            "HadToWait#lambda",
            "InQueue#copy",
            "Licences#build",
            "Marked#fill");
  }
}
