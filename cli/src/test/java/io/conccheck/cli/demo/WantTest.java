package io.conccheck.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WantTest {

  @Test
  void readsBothEyesAndWhatIsForLater() {
    String text = "a\nx(); // want runtime:data-race #1; later source:unguarded-field, runtime:b\n";
    assertThat(Want.in(text, 17))
        .containsExactly(
            new Want(true, false, "data-race", 2),
            new Want(false, true, "unguarded-field", 2),
            new Want(false, false, "b", 2));
  }

  @Test
  void rangesOfJdksLimitTheirWord() {
    String text = "x(); // want[21+] runtime:a; want[17-20] runtime:b; want source:c\n";
    assertThat(Want.in(text, 17)).extracting(Want::ruleId).containsExactly("b", "c");
    assertThat(Want.in(text, 25)).extracting(Want::ruleId).containsExactly("a", "c");
  }

  @Test
  void otherCommentsSayNothing() {
    assertThat(Want.in("// see source:abc in the later chapter\nint want = 1;\n", 17)).isEmpty();
  }
}
