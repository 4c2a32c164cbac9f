package io.conccheck.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.conccheck.cli.pipeline.Gate;
import io.conccheck.cli.pipeline.Pipeline;
import io.conccheck.cli.pipeline.Report;
import io.conccheck.cli.pipeline.Verdict;
import io.conccheck.cli.testkit.Found;
import io.conccheck.findings.Confidence;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.CardCatalog;
import io.conccheck.findings.log.LogRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against the schema that OASIS publishes for SARIF 2.1.0. */
class SarifSchemaTest {

  private static final Schema SCHEMA = schema();

  private static Schema schema() {
    try (InputStream in =
        SarifSchemaTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(in, InputFormat.JSON);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String sarif(Report report) throws IOException {
    ReportFormat format =
        ServiceLoader.load(ReportFormat.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(f -> f.name().equals("sarif"))
            .findFirst()
            .orElseThrow();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    View view =
        new View(
            false,
            View.Detail.USUAL,
            "1.0",
            () -> CardCatalog.of(SarifSchemaTest.class.getClassLoader()));
    Verdict verdict = Verdict.of(report, new Gate(Severity.ERROR, Confidence.PATTERN));
    format.write(report, verdict, view, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Report full() {
    Finding odd =
        Found.source("wait-outside-loop", Subject.field("A.b"), "/abs/my files/\u00e4 #%.java", 3);
    Finding colon = Found.source("no-such-rule", Subject.field("A.c"), "a:b/C.java", 0);
    LogRecord.Problem parse = new LogRecord.Problem("parse", "B.java", 2, "does not parse", "");
    LogRecord.Problem late = new LogRecord.Problem("timeout", null, 0, "took too long", "");
    return Pipeline.report(List.of(Found.race(), odd, colon), List.of(parse, late), "x");
  }

  @Test
  void everythingAReportCanHoldMeetsTheSchema() throws IOException {
    assertThat(SCHEMA.validate(sarif(full()), InputFormat.JSON)).isEmpty();
  }

  @Test
  void anEmptyReportMeetsTheSchema() throws IOException {
    String text = sarif(Pipeline.report(List.of(), List.of(), "x"));
    assertThat(SCHEMA.validate(text, InputFormat.JSON)).isEmpty();
  }

  @Test
  void theSchemaIsInForce() throws IOException {
    String wrong = sarif(full()).replace("\"level\" : \"error\"", "\"level\" : \"fatal\"");
    assertThat(SCHEMA.validate(wrong, InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void bothSidesOfARaceAreThreadFlowsEndingAtTheAccess() throws IOException {
    JsonNode race = JsonMapper.shared().readTree(sarif(full())).at("/runs/0/results/0");
    assertThat(race.at("/ruleId").asString()).isEqualTo("data-race");
    JsonNode flows = race.at("/codeFlows/0/threadFlows");
    assertThat(flows.size()).isEqualTo(2);
    assertThat(flows.at("/0/locations/1/location/physicalLocation/region/startLine").asInt())
        .isEqualTo(11);
    assertThat(flows.at("/1/message/text").asString()).contains("w-1").contains("lock");
    assertThat(race.at("/relatedLocations").size()).isGreaterThanOrEqualTo(3);
    assertThat(race.at("/partialFingerprints/conccheck~1v1").asString()).hasSize(16);
  }

  @Test
  void rulesComeFromTheirCards() throws IOException {
    JsonNode rules = JsonMapper.shared().readTree(sarif(full())).at("/runs/0/tool/driver/rules");
    JsonNode known = null;
    for (JsonNode rule : rules) {
      known = rule.at("/id").asString().equals("wait-outside-loop") ? rule : known;
    }
    assertThat(known).isNotNull();
    assertThat(known.at("/name").asString()).isEqualTo("WaitOutsideLoop");
    assertThat(known.at("/help/markdown").asString()).contains("## Bad");
    assertThat(known.at("/helpUri").asString()).isNotEmpty();
    assertThat(known.at("/shortDescription/text").asString()).isNotEmpty();
  }
}
