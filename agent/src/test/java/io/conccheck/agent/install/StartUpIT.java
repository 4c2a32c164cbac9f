package io.conccheck.agent.install;

import static org.assertj.core.api.Assertions.assertThat;

import example.exit.Ways;
import io.conccheck.agent.testkit.AgentRun;
import io.conccheck.agent.testkit.Jdk;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the start of the agent must not touch, for each is dear when a JVM meets it first: lambdas
 * of its own, hashing of records, regular expressions, the annotations of the models.
 */
@Isolated // or what looks on after a second would be there already
class StartUpIT {

  static Stream<Jdk> jdks() {
    return Jdk.all().stream();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void loadsNothingDear(Jdk jdk) throws Exception {
    AgentRun.Result r =
        AgentRun.of(Ways.class)
            .on(jdk)
            .jvm("-Xlog:class+load:stdout")
            .options("quiet=true")
            .args("return")
            .run();
    List<String> loaded = r.stdout().lines().toList();
    assertThat(loaded).anyMatch(l -> l.contains(" io.conccheck.agent.weave.HookIndex "));
    // The watchdog looks after a second, which on a busy machine comes before `main`.
    String watchdog = " io.conccheck.agent.detect.deadlock.hang.";
    assertThat(loaded)
        .noneMatch(
            l -> l.contains(" io.conccheck.") && l.contains("$$Lambda") && !l.contains(watchdog))
        .noneMatch(l -> l.contains(" java.lang.runtime.ObjectMethods "))
        .noneMatch(l -> l.contains(" java.util.regex.Pattern "));
  }
}
