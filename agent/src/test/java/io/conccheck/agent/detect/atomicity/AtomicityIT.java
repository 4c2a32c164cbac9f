package io.conccheck.agent.detect.atomicity;

import static org.assertj.core.api.Assertions.assertThat;

import example.atomicity.Collections;
import example.atomicity.Values;
import example.atomicity.Waiting;
import example.order.unseen.Turns;
import io.conccheck.agent.testkit.AgentRun;
import io.conccheck.agent.testkit.Jdk;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Trace;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fields whose names end in Broken must be reported, all others must not. */
class AtomicityIT {

  static Stream<Jdk> jdks() {
    return Jdk.all().stream();
  }

  private static AgentRun.Result run(Jdk jdk, Class<?> main, String detectors) throws Exception {
    return AgentRun.of(main)
        .on(jdk)
        .jvm("-Xverify:all")
        .options(detectors, "exclude=" + Turns.class.getPackageName() + ".**")
        .run();
  }

  private static void check(Jdk jdk, Class<?> main, Class<?>... owners) throws Exception {
    check(jdk, "detectors=atomicity", main, owners);
  }

  private static void check(Jdk jdk, String detectors, Class<?> main, Class<?>... owners)
      throws Exception {
    AgentRun.Result r = run(jdk, main, detectors);
    Set<String> wanted = new TreeSet<>();
    for (Class<?> c : owners) {
      for (Field f : c.getDeclaredFields()) {
        if (f.getName().endsWith("Broken")) {
          wanted.add(c.getName() + "." + f.getName());
        }
      }
    }
    Set<String> found = new TreeSet<>();
    r.findings("atomicity-violation").forEach(f -> found.add(f.location().symbol()));
    assertThat(found).as(r.stdout() + r.stderr()).isEqualTo(wanted);
    assertThat(r.stdout()).endsWith("done\n");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void stepsOnCollections(Jdk jdk) throws Exception {
    Class<?> edges = Class.forName("example.atomicity.Edges");
    Class<?> places = Class.forName("example.atomicity.Places");
    check(jdk, Collections.class, Collections.class, edges, places);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void stepsOnValues(Jdk jdk) throws Exception {
    Class<?> fields = Class.forName("example.atomicity.Fields");
    Class<?> updaters = Class.forName("example.atomicity.Updaters");
    Class<?> handles = Class.forName("example.atomicity.Handles");
    Class<?> helping = Class.forName("example.atomicity.Helping");
    Class<?> shop = Class.forName("example.atomicity.Shop");
    Class<?> stall = Class.forName("example.atomicity.Stall");
    check(jdk, Values.class, Values.class, fields, updaters, handles, helping, shop, stall);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void stepsBetweenWhichAThreadWaits(Jdk jdk) throws Exception {
    check(jdk, "detectors=atomicity,race,deadlock", Waiting.class, Waiting.class);
    AgentRun.Result noClocks = run(jdk, Waiting.class, "detectors=atomicity");
    assertThat(noClocks.findings("atomicity-violation"))
        .hasSizeGreaterThan(3)
        .allMatch(f -> f.location().symbol().endsWith("Broken"));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void bothThreadsAreToldAndAllDetectorsGoTogether(Jdk jdk) throws Exception {
    AgentRun.Result r = run(jdk, Values.class, "detectors=atomicity,race,deadlock");
    Finding f =
        r.findings("atomicity-violation").stream()
            .filter(x -> x.message().contains("lostBroken"))
            .findFirst()
            .orElseThrow();
    assertThat(f.message())
        .contains(
            "`java.util.concurrent.atomic.AtomicInteger in example.atomicity.Values.lostBroken`")
        .contains("`get`")
        .contains("`set`");
    List<Trace> traces = f.traces();
    assertThat(traces).extracting(Trace::role).containsExactly("current", "earlier");
    assertThat(traces).allMatch(t -> t.frames().size() > 1 && !t.createdAt().isEmpty());
    assertThat(f.related()).hasSize(1);
  }
}
