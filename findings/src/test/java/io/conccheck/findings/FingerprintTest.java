package io.conccheck.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {

  @Test
  void theOrderOfTheSidesDoesNotMatter() {
    assertThat(Fingerprint.of("r", List.of("a#b", "c#d")))
        .isEqualTo(Fingerprint.of("r", List.of("c#d", "a#b")))
        .matches("[0-9a-f]{16}");
  }

  @Test
  void ruleAndSymbolsMatter() {
    assertThat(Fingerprint.of("r", List.of("a#b")))
        .isNotEqualTo(Fingerprint.of("s", List.of("a#b")))
        .isNotEqualTo(Fingerprint.of("r", List.of("a#c")));
  }

  @Test
  void movedLinesKeepTheFingerprint() {
    assertThat(finding(10, 20).fingerprint()).isEqualTo(finding(110, 7).fingerprint());
  }

  @Test
  void theThreadsOfARaceMaySwapTheirRoles() {
    Frame a = new Frame("A", "a", "A.java", 1);
    Frame b = new Frame("B", "b", "B.java", 2);
    assertThat(race(a, b).fingerprint()).isEqualTo(race(b, a).fingerprint());
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme.Main#lambda$main$0, com.acme.Main#lambda$main$7",
    "com.acme.Main$$Lambda$14/0x0000000800c03000#run, com.acme.Main$$Lambda/0x00007f#run",
    "com.sun.proxy.$Proxy12#call, com.sun.proxy.$Proxy3#call",
    "com.acme.Bean$$SpringCGLIB$$0#get, com.acme.Bean$$SpringCGLIB$$1#get",
    "com.acme.Main$1#run, com.acme.Main$2#run"
  })
  void numbersGivenByCompilerOrRunDoNotMatter(String one, String other) {
    assertThat(Fingerprint.normalise(one)).isEqualTo(Fingerprint.normalise(other));
  }

  @Test
  void realNamesStayDifferent() {
    assertThat(Fingerprint.normalise("com.acme.Main#lambda$main$0"))
        .isNotEqualTo(Fingerprint.normalise("com.acme.Main#lambda$stop$0"));
    assertThat(Fingerprint.normalise("com.acme.V1#run"))
        .isNotEqualTo(Fingerprint.normalise("com.acme.V2#run"));
  }

  private static Finding finding(int line, int other) {
    return Finding.of("r", Severity.ERROR, Confidence.PATTERN, Origin.SOURCE)
        .message("m")
        .location(new Location("A.java", line, 3, "A.f"))
        .subject(Subject.field("A.f"))
        .trace(Trace.of(Trace.CURRENT, "t", List.of(new Frame("A", "m", "A.java", other))))
        .build();
  }

  private static Finding race(Frame current, Frame earlier) {
    return Finding.of("data-race", Severity.ERROR, Confidence.OBSERVED, Origin.RUNTIME)
        .message("m")
        .location(Location.of(current, "A.f"))
        .subject(Subject.field("A.f"))
        .trace(Trace.of(Trace.CURRENT, "t", List.of(current)))
        .trace(Trace.of(Trace.EARLIER, "u", List.of(earlier)))
        .build();
  }
}
