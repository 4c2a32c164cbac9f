package io.conccheck.cli.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectationsTest {

  private static Expectations runtime(String source) {
    return new Expectations(Marks.parse(source), Eye.RUNTIME, 17);
  }

  private static Sighting race(int line, Integer... sides) {
    return new Sighting("race", line, List.of(sides), "race at " + line);
  }

  @Test
  void aWantIsMetOnItsLine() {
    Expectations e = runtime("a; // want runtime:race\nb;");
    assertThat(e.missing()).containsExactly("not found: race on line [1]");
    e.saw(race(1, 1, 9));
    assertThat(e.missing()).isEmpty();
    assertThat(e.objections()).isEmpty();
  }

  @Test
  void whatNobodyWantsIsUnexpected() {
    Expectations e = runtime("a; // want runtime:race\nb;");
    e.saw(race(2, 2));
    e.saw(new Sighting("other", 1, List.of(1), "other"));
    assertThat(e.objections()).hasSize(2).allMatch(o -> o.startsWith("unexpected: "));
    assertThat(e.missing()).hasSize(1);
  }

  @Test
  void joinedLinesAreTheTwoSidesInEitherOrder() {
    for (int current = 1; current <= 2; current++) {
      Expectations e = runtime("a; // want runtime:race #1\nb; // want runtime:race #1");
      e.saw(race(current, current, 3 - current));
      assertThat(e.missing()).isEmpty();
      assertThat(e.objections()).isEmpty();
    }
  }

  @Test
  void joinedLinesRefuseAnotherPair() {
    Expectations e = runtime("a; // want runtime:race #1\nb; // want runtime:race #1");
    e.saw(race(1, 1, 1));
    e.saw(race(1, 1, 7));
    assertThat(e.objections()).hasSize(2);
    assertThat(e.missing()).containsExactly("not found: race on lines [1, 2]");
  }

  @Test
  void oneLineMayBelongToSeveralPairs() {
    Expectations e = runtime("a; // want runtime:race #1 #2\nb; // want runtime:race #1");
    e.saw(race(1, 1, 1));
    e.saw(race(2, 2, 1));
    assertThat(e.missing()).isEmpty();
    assertThat(e.objections()).isEmpty();
  }

  @Test
  void aLaterThatIsFoundFails() {
    Expectations e = runtime("a; // later runtime:race");
    assertThat(e.missing()).isEmpty();
    e.saw(race(1, 1));
    assertThat(e.objections()).hasSize(1).first().asString().startsWith("found though marked");
  }

  @Test
  void otherEyesAndOtherJdksAreLeftOut() {
    Expectations e = runtime("a; // want source:race; want[21+] runtime:race");
    assertThat(e.wanted()).isZero();
    e.saw(race(1, 1));
    assertThat(e.objections()).hasSize(1);
  }
}
