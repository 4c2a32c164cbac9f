package io.conccheck.agent.detect.value;

import static org.assertj.core.api.Assertions.assertThat;

import example.value.Locals;
import io.conccheck.agent.testkit.AgentRun;
import io.conccheck.agent.testkit.Jdk;
import io.conccheck.findings.Finding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValueIT {

  @ParameterizedTest
  @MethodSource("io.conccheck.agent.testkit.Jdk#all")
  void valuesOfOneTaskThatTheNextOneFindsAreToldAndCachesAreNot(Jdk jdk) throws Exception {
    AgentRun.Result left =
        AgentRun.of(Locals.class).on(jdk).options("detectors=value").args("broken").run();
    assertThat(left.findings()).allMatch(f -> f.ruleId().equals("thread-local-left"));
    assertThat(left.findings())
        .extracting(f -> f.location().symbol(), Finding::message)
        .satisfiesExactlyInAnyOrder(
            f -> {
              assertThat(f.toList().get(0)).isEqualTo("example.value.Locals.leave");
              assertThat(f.toList().get(1).toString())
                  .contains("`java.lang.String`", "`pool-1-thread-1`");
            },
            f -> {
              assertThat(f.toList().get(0)).isEqualTo("example.value.Locals$Plug.run");
              assertThat(f.toList().get(1).toString())
                  .endsWith("it keeps class loader `java.net.URLClassLoader`");
            });
    AgentRun.Result once =
        AgentRun.of(Locals.class).on(jdk).options("detectors=value").args("once").run();
    assertThat(once.stdout()).contains("user 5 finds user 0");
    assertThat(once.findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.location().symbol()).isEqualTo("example.value.Locals.leave");
              assertThat(f.message()).contains("the next tasks there find it");
            });
    AgentRun.Result clean =
        AgentRun.of(Locals.class).on(jdk).options("detectors=value").args("mended").run();
    assertThat(clean.stdout()).contains("true");
    assertThat(clean.findings()).isEmpty();
    assertThat(clean.log().problems()).isEmpty();
  }
}
