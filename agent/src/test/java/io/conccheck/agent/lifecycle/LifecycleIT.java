package io.conccheck.agent.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import example.process.Many;
import example.server.Netties;
import example.server.Tomcats;
import io.conccheck.agent.testkit.AgentRun;
import io.conccheck.agent.testkit.Jdk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that look after all they start, under every detector of what is started. */
class LifecycleIT {

  private static final String DETECTORS = "detectors=process,pool,thread,task,queue,value,blocking";

  private static void assertSilent(AgentRun.Result r) {
    assertThat(r.stdout()).as(r.stderr()).endsWith("done\n");
    assertThat(r.findings()).isEmpty();
    assertThat(r.log().problems()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.conccheck.agent.testkit.Jdk#all")
  void serversThatAreProperlyStoppedAreSilent(Jdk jdk) throws Exception {
    assertSilent(AgentRun.of(Tomcats.class).on(jdk).with("tomcat").options(DETECTORS).run());
    assertSilent(AgentRun.of(Netties.class).on(jdk).with("netty").options(DETECTORS).run());
  }

  @ParameterizedTest
  @MethodSource("io.conccheck.agent.testkit.Jdk#all")
  void aHandlerThatSleepsOnItsEventLoopIsTold(Jdk jdk) throws Exception {
    AgentRun.Result r =
        AgentRun.of(Netties.class).on(jdk).with("netty").options(DETECTORS).args("300").run();
    assertThat(r.findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.ruleId()).isEqualTo("blocking-call");
              assertThat(f.message())
                  .contains("channelRead0` waits in `Thread.sleep` on `nioEventLoopGroup-");
            });
  }

  @Test
  void tenThousandChildrenAndAThousandPoolsThatAreLookedAfterAreSilent() throws Exception {
    AgentRun.Result r =
        AgentRun.of(Many.class).jvm("-Xmx64m").options(DETECTORS).args("10000", "4", "1000").run();
    assertSilent(r);
    assertThat(r.log().events("child-started")).hasSize(10_000);
    assertThat(r.log().events("child-ended")).hasSize(10_000);
  }
}
