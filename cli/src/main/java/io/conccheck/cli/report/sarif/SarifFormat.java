package io.conccheck.cli.report.sarif;

import com.google.auto.service.AutoService;
import io.conccheck.cli.pipeline.Report;
import io.conccheck.cli.pipeline.Verdict;
import io.conccheck.cli.pipeline.Words;
import io.conccheck.cli.report.ReportFormat;
import io.conccheck.cli.report.View;
import io.conccheck.findings.Location;
import io.conccheck.findings.log.LogRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The report as SARIF 2.1.0 (OASIS Standard), for code hosts and editors. */
@AutoService(ReportFormat.class)
public final class SarifFormat implements ReportFormat {

  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  @Override
  public String name() {
    return "sarif";
  }

  @Override
  public String meaning() {
    return "SARIF 2.1.0, for code hosts and editors";
  }

  @Override
  public void write(Report report, Verdict verdict, View view, OutputStream out)
      throws IOException {
    RuleTable rules = new RuleTable(view.cards().get(), report.findings());
    Results results = new Results(rules, report.sources());
    Map<String, Object> run =
        Json.object(
            "tool", tool(view, rules),
            "invocations", List.of(invocation(report, verdict)),
            "columnKind", "utf16CodeUnits",
            "results", report.findings().stream().map(results::of).toList());
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();
    try {
      mapper.writeValue(
          out, Json.object("$schema", SCHEMA, "version", "2.1.0", "runs", List.of(run)));
    } catch (JacksonException e) {
      throw new IOException(e.getOriginalMessage(), e);
    }
    out.write("\n".getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static Map<String, Object> tool(View view, RuleTable rules) {
    return Json.object(
        "driver",
        Json.object("name", "conccheck", "version", view.version(), "rules", rules.descriptors()));
  }

  private static Map<String, Object> invocation(Report report, Verdict verdict) {
    return Json.object(
        "executionSuccessful", report.problems().isEmpty(),
        "exitCode", verdict.exitCode(),
        "exitCodeDescription", verdict.cause(),
        "toolExecutionNotifications",
            Json.some(report.problems().stream().map(SarifFormat::notification).toList()));
  }

  private static Map<String, Object> notification(LogRecord.Problem p) {
    Location place = p.path() == null ? null : new Location(p.path(), p.line(), 0, null);
    return Json.object(
        "level",
        "error",
        "message",
        Json.text(Words.problem(p)),
        "locations",
        place == null ? null : List.of(Places.location(place)),
        "properties",
        Json.object("kind", p.kind()));
  }
}
