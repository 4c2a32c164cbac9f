package io.conccheck.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LocationTest {

  @Test
  void aFrameLiesInItsPackagesFolder() {
    Frame frame = new Frame("com.acme.Cache$Entry", "put", "Cache.java", 17);
    assertThat(Location.of(frame, null).place()).isEqualTo("com/acme/Cache.java:17");
  }

  @Test
  void aFrameWithoutFileLiesInItsTopLevelClass() {
    assertThat(Location.of(new Frame("com.acme.Cache$1$2", "put", null, 0), null).place())
        .isEqualTo("com/acme/Cache.java");
    assertThat(Location.of(new Frame("Main", "main", null, 0), null).path()).isEqualTo("Main.java");
  }

  @Test
  void locksHaveNoOrder() {
    assertThat(Subject.locks(List.of("b", "a"))).isEqualTo(Subject.locks(List.of("a", "b")));
  }

  @Test
  void severityAndConfidenceKnowWhatIsWorseAndBetter() {
    assertThat(Severity.ERROR.atLeast(Severity.WARNING)).isTrue();
    assertThat(Severity.NOTE.atLeast(Severity.WARNING)).isFalse();
    assertThat(Confidence.CORROBORATED.atLeast(Confidence.OBSERVED)).isTrue();
    assertThat(Confidence.PATTERN.atLeast(Confidence.SUSPECTED)).isFalse();
  }
}
