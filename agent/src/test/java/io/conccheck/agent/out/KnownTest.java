package io.conccheck.agent.out;

import static org.assertj.core.api.Assertions.assertThat;

import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Frame;
import io.conccheck.findings.Location;
import io.conccheck.findings.Origin;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;
import io.conccheck.findings.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownTest {

  private final Known known = new Known();

  private static Finding finding(Subject subject, String role, Frame at) {
    return Finding.of("r", Severity.ERROR, Confidence.OBSERVED, Origin.RUNTIME)
        .message("m")
        .location(Location.of(at, "com.acme.Main.main"))
        .subject(subject)
        .trace(Trace.of(role, "t", List.of(at)))
        .build();
  }

  private static Finding pool(int line) {
    Frame at = new Frame("com.acme.Main", "main", "Main.java", line);
    return finding(Subject.creationSite("com.acme.Main#main"), Trace.CREATOR, at);
  }

  private static Finding task(String lambda) {
    Frame at = new Frame("com.acme.Main", "fail", "Main.java", 90);
    return finding(Subject.task("com.acme.Main#lambda$main$" + lambda), Trace.CURRENT, at);
  }

  private static Finding race(int line) {
    Frame at = new Frame("com.acme.Main", "main", "Main.java", line);
    return finding(Subject.field("com.acme.Main.f"), Trace.CURRENT, at);
  }

  @Test
  void whatOneMethodMakesAtTwoPlacesIsTwoFindings() {
    Finding first = known.add(pool(10));
    Finding second = known.add(pool(20));
    assertThat(first.fingerprint()).isEqualTo(pool(10).fingerprint());
    assertThat(second.fingerprint()).isNotEqualTo(first.fingerprint());
    assertThat(known.add(pool(20))).isNull();
    assertThat(known.grown(1)).extracting(Finding::count).containsExactly(2L);
    assertThat(known.size()).isEqualTo(2);
  }

  @Test
  void soAreTwoTasksThatFailAtOnePlace() {
    assertThat(known.add(task("0"))).isNotNull();
    assertThat(known.add(task("1"))).isNotNull();
    assertThat(known.add(task("1"))).isNull();
  }

  @Test
  void theOrderInWhichTheyComeDoesNotMatterToTheSetOfFingerprints() {
    Known other = new Known();
    List<String> there =
        List.of(known.add(pool(10)).fingerprint(), known.add(pool(20)).fingerprint());
    assertThat(List.of(other.add(pool(20)).fingerprint(), other.add(pool(10)).fingerprint()))
        .isEqualTo(there);
  }

  @Test
  void aFieldIsOneFindingWhereverInTheMethodItIsUsed() {
    assertThat(known.add(race(10))).isNotNull();
    assertThat(known.add(race(20))).isNull();
  }

  @Test
  void whatShowsMoreTakesThePlaceOfWhatLacksAStack() {
    Frame at = new Frame("com.acme.Main", "main", "Main.java", 10);
    Finding whole = race(10).toBuilder().trace(Trace.of(Trace.EARLIER, "u", List.of(at))).build();
    Trace lacking = new Trace(Trace.EARLIER, "u", List.of(), List.of(), List.of(at), "evicted");
    Finding half = race(10).toBuilder().trace(lacking).build();
    assertThat(known.add(half)).isNotNull();
    assertThat(known.untold(Long.MAX_VALUE)).isEmpty();
    assertThat(known.add(whole)).isNull();
    assertThat(known.untold(Long.MAX_VALUE))
        .extracting(Finding::traces)
        .containsExactly(whole.traces());
    assertThat(known.add(half)).isNull();
    assertThat(known.grown(1)).extracting(Finding::traces).containsExactly(whole.traces());
    assertThat(known.untold(0)).isEmpty();
  }

  @Test
  void whatStillLacksAStackIsToldLater() {
    Frame at = new Frame("com.acme.Main", "main", "Main.java", 10);
    Trace lacking = new Trace(Trace.EARLIER, "u", List.of(), List.of(), List.of(at), "evicted");
    known.add(race(10).toBuilder().trace(lacking).build());
    assertThat(known.untold(0)).hasSize(1);
    assertThat(known.untold(0)).isEmpty();
  }
}
