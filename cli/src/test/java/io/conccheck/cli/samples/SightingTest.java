package io.conccheck.cli.samples;

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

class SightingTest {

  private static final String PATH = "com/acme/Cache.java";

  private static Trace trace(String role, Frame... frames) {
    return Trace.of(role, "t", List.of(frames));
  }

  private static Finding.Builder race(String path, int line) {
    return Finding.of("data-race", Severity.ERROR, Confidence.OBSERVED, Origin.RUNTIME)
        .message("m")
        .location(new Location(path, line, 0, null))
        .subject(Subject.field("com.acme.Cache.size"));
  }

  @Test
  void takesTheInnermostFrameOfTheFileFromEachTrace() {
    Frame jdk = new Frame("java.util.HashMap", "put", "HashMap.java", 610);
    Frame put = new Frame("com.acme.Cache$Entry", "put", "Cache.java", 12);
    Frame main = new Frame("com.acme.Cache", "main", "Cache.java", 40);
    Finding f =
        race(PATH, 12)
            .trace(trace(Trace.CURRENT, jdk, put, main))
            .trace(trace(Trace.EARLIER, main))
            .build();
    Sighting s = Sighting.of(f, PATH);
    assertThat(s.line()).isEqualTo(12);
    assertThat(s.sides()).containsExactly(12, 40);
  }

  @Test
  void aFindingElsewhereHasNoLine() {
    assertThat(Sighting.of(race("com/other/Cache.java", 12).build(), PATH).line()).isZero();
  }

  @Test
  void sourcePathsMayHaveFoldersBefore() {
    Finding f =
        race("src/main/java/" + PATH, 3).related(new Location(PATH, 9, 1, null), "").build();
    Sighting s = Sighting.of(f, PATH);
    assertThat(s.line()).isEqualTo(3);
    assertThat(s.sides()).containsExactly(9);
  }
}
