package io.conccheck.findings.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void whatIsWrittenIsReadAgain() {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("text", "\" \\ / \b \f \n \r \t \u0000 \u00e4 \u2028 \ud83d\ude00");
    value.put("numbers", List.of(0L, -1L, 999_999_999_999_999_999L, 1.5, -2.5e-9));
    value.put("flags", Arrays.asList(true, false, null));
    value.put("empty", List.of(Map.of(), List.of(), ""));
    String json = JsonWriter.write(value);
    assertThat(json).isPrintable().doesNotContain("\n");
    assertThat(JsonReader.read(json)).isEqualTo(value);
  }

  @Test
  void readsWhatOthersWrite() {
    assertThat(JsonReader.read(" { \"a\" : [ 1 , \"\\u00E4\\/\" ] } "))
        .isEqualTo(Map.of("a", List.of(1L, "\u00e4/")));
    assertThat(JsonReader.read("12345678901234567890")).isEqualTo(12345678901234567890d);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[1,",
        "{\"a\"}",
        "{\"a\":1,}",
        "\"abc",
        "\"\\x\"",
        "\"\\u12\"",
        "tru",
        "1x",
        "1 2",
        "nul",
        "{a:1}",
        "-",
        "[1 2]"
      })
  void refusesWhatIsNoJson(String text) {
    assertThatThrownBy(() -> JsonReader.read(text))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining("offset");
  }

  @Test
  void refusesDepthsThatWouldOverflowTheStack() {
    assertThatThrownBy(() -> JsonReader.read("[".repeat(100_000)))
        .isInstanceOf(JsonException.class);
  }

  @Test
  void refusesToWriteWhatJsonHasNoFormFor() {
    assertThatThrownBy(() -> JsonWriter.write(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> JsonWriter.write(new Object()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
