package io.conccheck.cli.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class MarksTest {

  private static final int ANY = Integer.MAX_VALUE;

  @Test
  void readsEyeRuleAndLine() {
    assertThat(Marks.parse("int a;\nn++; // want source:lost-update\n"))
        .containsExactly(new Mark(false, Eye.SOURCE, "lost-update", 2, 0, ANY, Set.of()));
  }

  @Test
  void readsSeveralRulesAndNumbers() {
    assertThat(Marks.parse("n++; // want source:a, runtime:data-race #1 #2"))
        .containsExactly(
            new Mark(false, Eye.SOURCE, "a", 1, 0, ANY, Set.of()),
            new Mark(false, Eye.RUNTIME, "data-race", 1, 0, ANY, Set.of(1, 2)));
  }

  @Test
  void readsLatersAndJdks() {
    assertThat(Marks.parse("x(); // want[21+] source:a; later[21-23] runtime:b"))
        .containsExactly(
            new Mark(false, Eye.SOURCE, "a", 1, 21, ANY, Set.of()),
            new Mark(true, Eye.RUNTIME, "b", 1, 21, 23, Set.of()));
  }

  @Test
  void leavesOtherCommentsAlone() {
    assertThat(Marks.parse("x(); // we want that\n// wanted: a\n/* want */ y(); // laterally"))
        .isEmpty();
  }

  @Test
  void refusesMarksThatSayNothing() {
    for (String bad :
        new String[] {
          "want", "want source", "want source:A", "want eye:a", "want source:a,", "want source:a 1"
        }) {
      assertThatThrownBy(() -> Marks.parse("x(); // " + bad))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void refusesMarksWithoutCode() {
    assertThatThrownBy(() -> Marks.parse("\n  // want source:a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 2");
  }
}
