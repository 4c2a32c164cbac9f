package io.conccheck.agent.detect.queue;

import static org.assertj.core.api.Assertions.assertThat;

import example.queue.Lines;
import io.conccheck.agent.testkit.AgentRun;
import io.conccheck.agent.testkit.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QueueIT {

  @ParameterizedTest
  @MethodSource("io.conccheck.agent.testkit.Jdk#all")
  void queuesThatOnlyGrowAndConsumersWithoutProducersAreTold(Jdk jdk) throws Exception {
    AgentRun.Running running =
        AgentRun.of(Lines.class)
            .on(jdk)
            .options("detectors=queue,deadlock,thread")
            .args("broken")
            .start();
    Path stderr = running.folder().resolve("stderr");
    while (running.process().isAlive() && stranded(stderr) < 3) {
      Thread.sleep(100);
    }
    running.process().destroy();
    AgentRun.Result r = running.await();
    assertThat(r.findings())
        .filteredOn(f -> !f.ruleId().equals("thread-not-joined")) // the signal ends them
        .extracting(f -> f.ruleId() + " " + f.location().symbol())
        .containsExactlyInAnyOrder(
            "stranded-consumer example.queue.Lines.consume",
            "stranded-consumer example.queue.Lines.take",
            "stranded-consumer example.queue.Lines.takeLast",
            "queue-growth example.queue.Lines.flood",
            "queue-growth example.queue.Lines.floodDeque");
    assertThat(r.log().problems()).isEmpty();
  }

  private static long stranded(Path stderr) throws IOException {
    return Files.readString(stderr).lines().filter(l -> l.contains(" stranded-")).count();
  }

  @ParameterizedTest
  @MethodSource("io.conccheck.agent.testkit.Jdk#all")
  void queuesThatAreEmptiedAndConsumersWithProducersLeftAreNot(Jdk jdk) throws Exception {
    AgentRun.Result r =
        AgentRun.of(Lines.class).on(jdk).options("detectors=queue").args("mended").run();
    assertThat(r.stdout()).contains("true");
    assertThat(r.findings()).isEmpty();
    assertThat(r.log().problems()).isEmpty();
  }
}
