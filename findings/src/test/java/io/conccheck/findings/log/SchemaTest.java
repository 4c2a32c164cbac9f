package io.conccheck.findings.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Location;
import io.conccheck.findings.Origin;
import io.conccheck.findings.Samples;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Holds the codec against the published schema, made stricter: no key that it does not name. */
class SchemaTest {

  private static final Schema SCHEMA = strict();

  private static Schema strict() {
    try {
      String text = Files.readString(Path.of("../docs/findings-log.schema.json"));
      JsonNode root = JsonMapper.shared().readTree(text);
      for (JsonNode part : root.get("$defs")) {
        if (part.has("properties")) {
          ((ObjectNode) part).put("additionalProperties", false);
        }
      }
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(root.toString(), InputFormat.JSON);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static List<LogRecord> records() {
    Finding least =
        Finding.of("a-rule", Severity.NOTE, Confidence.PATTERN, Origin.SOURCE)
            .message("m")
            .location(new Location("A.java", 0, 0, null))
            .subject(new Subject("own-kind", List.of()))
            .build();
    return List.of(
        new LogRecord.Header(0, "conccheck agent", 42, "com.acme.Main x", 1L),
        new LogRecord.Header(0, "conccheck 1", 0, null, 0),
        new LogRecord.Found(Samples.race()),
        new LogRecord.Found(least),
        new LogRecord.Problem("parse", "A.java", 3, "does not parse", "Mend it."),
        new LogRecord.Problem("timeout", null, 0, "took too long", ""),
        new LogRecord.Event("child-started", Map.of("pid", 1, "any", List.of("x"))),
        new LogRecord.End(LogRecord.End.COMPLETE, null, 0),
        new LogRecord.End(LogRecord.End.KILLED, "why", 3));
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyKindOfLineMeetsTheSchema(LogRecord record) {
    assertThat(SCHEMA.validate(Encoder.encode(record), InputFormat.JSON)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"ruleId\":\"a\"}",
        "{\"end\":\"finished\",\"findings\":0}",
        "{\"end\":\"complete\",\"findings\":0,\"surplus\":1}",
        "{\"conccheckLog\":2,\"minor\":0,\"tool\":\"t\",\"pid\":1,\"status\":\"running\"}"
      })
  void theSchemaRefusesWhatIsNoLine(String line) {
    assertThat(SCHEMA.validate(line, InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void everySeverityConfidenceAndOriginIsInTheSchema() {
    for (Severity s : Severity.values()) {
      for (Confidence c : Confidence.values()) {
        for (Origin o : Origin.values()) {
          Finding f =
              Finding.of("r", s, c, o)
                  .message("m")
                  .location(new Location("A.java", 1, 1, "A.f"))
                  .subject(Subject.field("A.f"))
                  .build();
          assertThat(SCHEMA.validate(Encoder.encode(new LogRecord.Found(f)), InputFormat.JSON))
              .isEmpty();
        }
      }
    }
  }
}
