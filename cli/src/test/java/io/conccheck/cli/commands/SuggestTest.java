package io.conccheck.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestTest {

  @ParameterizedTest
  @CsvSource({
    "abc,abc,0",
    "abc,abd,1",
    "abc,ab,1",
    "abc,acb,1",
    "data-rcae,data-race,1",
    "'',abc,3",
    "ca,abc,3"
  })
  void distanceCountsEdits(String a, String b, int distance) {
    assertThat(Suggest.distance(a, b)).isEqualTo(distance);
    assertThat(Suggest.distance(b, a)).isEqualTo(distance);
  }

  @Test
  void suggestsOnlyWhatIsNear() {
    List<String> known = List.of("data-race", "deadlock", "busy-wait");
    assertThat(Suggest.nearest("data-rcae", known)).contains("data-race");
    assertThat(Suggest.nearest("deadlok", known)).contains("deadlock");
    assertThat(Suggest.nearest("completely-else", known)).isEmpty();
    assertThat(Suggest.hint("zzz", known)).contains("`busy-wait`, `data-race`, `deadlock`");
  }
}
