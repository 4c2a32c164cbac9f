package io.conccheck.agent.detect.race;

import static org.assertj.core.api.Assertions.assertThat;

import example.order.LockEdges;
import example.order.MapEdges;
import example.order.unseen.Turns;
import example.race.Accesses;
import example.race.Columns;
import example.race.Handed;
import example.race.Memory;
import example.race.Prefixes;
import example.race.Sampled;
import example.race.Sides;
import example.race.Widths;
import io.conccheck.agent.testkit.AgentRun;
import io.conccheck.agent.testkit.Jdk;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Frame;
import io.conccheck.findings.Trace;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RaceIT {

  private static final int CLEAN_RUNS = 3;

  static Stream<Jdk> jdks() {
    return Jdk.all().stream();
  }

  private static AgentRun.Result run(Jdk jdk, Class<?> main, String... args) throws Exception {
    return AgentRun.of(main).on(jdk).jvm("-Xverify:all").options("detectors=race").args(args).run();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void everyKindOfVariableIsWatched(Jdk jdk) throws Exception {
    AgentRun.Result r = run(jdk, Accesses.class, "racy");
    assertThat(named(r)).isEqualTo(racyAccesses());
    assertThat(r.stdout()).isEqualTo("done 0\n");
  }

  private static Set<String> racyAccesses() {
    Set<String> wanted = new TreeSet<>();
    for (Class<?> c : Accesses.class.getDeclaredClasses()) {
      addRacy(c, wanted);
    }
    addRacy(Accesses.class, wanted);
    wanted.add("example.race.Accesses.main.racyCaptured"); // no field, but an argument of lambdas
    return wanted;
  }

  private static Set<String> named(AgentRun.Result r) {
    Set<String> named = new TreeSet<>();
    for (Finding f : r.findings("data-race")) {
      named.add(f.subject().symbols().get(0).replace("[]", ""));
    }
    return named;
  }

  private static void addRacy(Class<?> c, Set<String> wanted) {
    for (Field f : c.getDeclaredFields()) {
      if (f.getName().startsWith("racy")) {
        wanted.add(c.getName() + "." + f.getName());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void orderedAccessesAreSilent(Jdk jdk) throws Exception {
    for (int i = 0; i < CLEAN_RUNS; i++) {
      AgentRun.Result r = run(jdk, Accesses.class, "clean");
      assertThat(r.stdout()).isEqualTo("done 4\n");
      assertThat(r.findings()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aRaceIsToldWithBothSides(Jdk jdk) throws Exception {
    AgentRun.Result r =
        AgentRun.of(Accesses.class)
            .on(jdk)
            .jvm("-XX:StartFlightRecording") // which counts all throwables in one atomic
            .options("detectors=race")
            .args("racy")
            .run();
    assertThat(named(r)).isEqualTo(racyAccesses());
    Finding f =
        r.findings().stream()
            .filter(x -> x.message().contains("racyRows"))
            .findFirst()
            .orElseThrow();
    assertThat(f.message()).contains("`example.race.Accesses.racyRows[][2]`");
    assertThat(r.findings())
        .anyMatch(x -> x.message().contains("`example.race.Accesses.main.racyCaptured[0]`"));
    assertThat(f.traces()).extracting(Trace::role).containsExactly("current", "earlier");
    assertThat(f.traces()).extracting(Trace::thread).containsExactly("second", "first");
    for (Trace t : f.traces()) {
      assertThat(t.frames().get(0).symbol()).isEqualTo("example.race.Accesses#racyWrite");
      assertThat(t.frames()).hasSizeGreaterThan(1);
      assertThat(t.createdAt().get(0).symbol()).isEqualTo("example.race.Pair#unordered");
    }
    for (Finding each : r.findings("data-race")) { // loops too, which are checked behind them
      assertThat(each.traces().get(0).frames().get(0).line()).isEqualTo(each.location().line());
      assertThat(each.traces().get(1).frames().get(0).line())
          .isEqualTo(each.related().get(0).location().line());
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void overlappingReadsBesidePartsOfOnesOwnAreSilent(Jdk jdk) throws Exception {
    AgentRun.Result r = run(jdk, Prefixes.class, "3000");
    assertThat(r.stdout()).isEqualTo("done true\n");
    assertThat(r.findings()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void columnsAreToldRowByRow(Jdk jdk) throws Exception {
    AgentRun.Result r = run(jdk, Columns.class);
    Set<String> wanted = new TreeSet<>();
    addRacy(Columns.class, wanted);
    assertThat(named(r)).isEqualTo(wanted);
    assertThat(r.stdout()).isEqualTo("done 4.0\n");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void whatTheJdkIsHandedIsWatched(Jdk jdk) throws Exception {
    AgentRun.Result r = run(jdk, Handed.class);
    Set<String> wanted = new TreeSet<>();
    addRacy(Handed.class, wanted);
    wanted.remove("example.race.Handed.racyBehindView");
    Set<String> named = named(r);
    assertThat(named).containsAll(wanted).doesNotContain("example.race.Handed.seen");
    assertThat(named).noneMatch(n -> n.contains("Fine"));
    assertThat(named).hasSize(wanted.size() + 1); // the view's name or that of what lies behind
    assertThat(r.stdout()).isEqualTo("done\n");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void bothSidesTellTheirLocks(Jdk jdk) throws Exception {
    AgentRun.Result r = run(jdk, Sides.class);
    assertThat(r.stdout()).isEqualTo("done 1\n");
    Finding underLocks = about(r, "racyUnderLocks");
    for (Trace t : underLocks.traces()) {
      assertThat(t.heldLocks()).hasSize(1);
      assertThat(t.heldLocks().get(0).site().symbol()).startsWith("example.race.Sides#");
      assertThat(t.remark()).isNull();
    }
    Finding atLast = about(r, "racyAtLast"); // where the first stacks were taken long before
    assertThat(atLast.count()).isGreaterThan(1);
    for (Trace t : atLast.traces()) {
      assertThat(t.remark()).isNull();
      assertThat(t.frames()).extracting(Frame::method).startsWith("change", "turns");
    }
    assertThat(r.findings()).containsExactlyInAnyOrder(underLocks, atLast);
  }

  private static Finding about(AgentRun.Result r, String field) {
    return r.findings().stream()
        .filter(f -> f.subject().symbols().get(0).endsWith("Sides." + field))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void manyShortThreadsLeaveOneRace(Jdk jdk) throws Exception {
    AgentRun.Result r = run(jdk, Widths.class, "2000");
    assertThat(r.findings())
        .extracting(f -> f.subject().symbols().get(0))
        .containsOnly("example.race.Widths.racyCount");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aFullShadowIsForgottenAndToldAndNothingElse(Jdk jdk) throws Exception {
    AgentRun.Result r =
        AgentRun.of(Memory.class)
            .on(jdk)
            .jvm("-Xmx64m")
            .options("detectors=race", "memlimit=2m")
            .run();
    assertThat(r.stdout()).isEqualTo("done 616\n");
    assertThat(r.findings())
        .extracting(f -> f.subject().symbols().get(0))
        .containsOnly("example.race.Memory.RACY[]");
    assertThat(r.log().events("race-precision")).hasSize(1);
    assertThat(r.stderr()).contains("; memory limit reached");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void samplingFindsHotRacesAndNothingThatIsNone(Jdk jdk) throws Exception {
    AgentRun.Result r =
        AgentRun.of(Sampled.class).on(jdk).options("detectors=race", "mode=sample").run();
    assertThat(r.stdout()).startsWith("done 0 ");
    assertThat(r.findings())
        .extracting(f -> f.subject().symbols().get(0))
        .contains("example.race.Sampled.racyHot")
        .allMatch(s -> s.toLowerCase(Locale.ROOT).contains("racy") || s.contains("HashMap"));
    assertThat(r.log().events("race-precision")).hasSize(1);
    AgentRun.Result clean =
        AgentRun.of(Accesses.class)
            .on(jdk)
            .options("detectors=race", "mode=sample")
            .args("clean")
            .run();
    assertThat(clean.stdout()).isEqualTo("done 4\n");
    assertThat(clean.findings()).isEmpty();
    for (Class<?> edges : List.of(MapEdges.class, LockEdges.class)) {
      AgentRun.Result ordered =
          AgentRun.of(edges)
              .on(jdk)
              .options("detectors=race", "mode=sample")
              .options("exclude=" + Turns.class.getPackageName() + ".**")
              .run();
      assertThat(ordered.findings())
          .isNotEmpty()
          .extracting(f -> f.subject().symbols().get(0))
          .allMatch(s -> s.endsWith("Racy") || s.endsWith("Note"));
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void elementsAreLeftOutWhereThatIsAskedFor(Jdk jdk) throws Exception {
    for (String elements : new String[] {"some", "none"}) {
      AgentRun.Result r =
          AgentRun.of(Sampled.class)
              .on(jdk)
              .options("detectors=race", "elements=" + elements)
              .run();
      assertThat(r.findings())
          .extracting(f -> f.subject().symbols().get(0))
          .contains("example.race.Sampled.racyHot")
          .matches(s -> s.contains("example.race.Sampled.RACY_CELLS[]") == elements.equals("some"));
    }
  }
}
