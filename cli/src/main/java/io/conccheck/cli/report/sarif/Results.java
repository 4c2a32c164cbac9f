package io.conccheck.cli.report.sarif;

import io.conccheck.cli.pipeline.SourceIndex;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Frame;
import io.conccheck.findings.Location;
import io.conccheck.findings.LockRef;
import io.conccheck.findings.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Findings as SARIF results: each trace is a thread flow, outermost frame first. */
final class Results {

  private final RuleTable rules;
  private final SourceIndex sources;

  Results(RuleTable rules, SourceIndex sources) {
    this.rules = rules;
    this.sources = sources;
  }

  Map<String, Object> of(Finding f) {
    return Json.object(
        "ruleId", f.ruleId(),
        "ruleIndex", rules.index(f.ruleId()),
        "level", f.severity().word(),
        "message", Json.text(f.help().isEmpty() ? f.message() : f.message() + "\n" + f.help()),
        "locations", List.of(Places.location(f.location())),
        "relatedLocations", Json.some(related(f)),
        "codeFlows", codeFlows(f),
        "partialFingerprints",
            Json.object(
                "conccheck/v1", f.fingerprint(), "conccheckSource/v1", f.otherFingerprint()),
        "occurrenceCount", f.count(),
        "properties",
            Json.object(
                "confidence", f.confidence().word(),
                "origin", f.origin().word(),
                "subject", f.subject().kind() + " " + String.join(", ", f.subject().symbols())));
  }

  private List<Map<String, Object>> related(Finding f) {
    List<Map<String, Object>> places = new ArrayList<>();
    f.related().forEach(r -> places.add(Places.location(r.location(), r.message())));
    for (Trace t : f.traces()) {
      if (!t.frames().isEmpty()) {
        String what = t.role() + ": thread `" + t.thread() + "`";
        places.add(Places.location(place(t.frames().get(0)), what));
      }
      if (!t.createdAt().isEmpty()) {
        String what = "thread `" + t.thread() + "` was created here";
        places.add(Places.location(place(t.createdAt().get(0)), what));
      }
    }
    return places;
  }

  private List<Map<String, Object>> codeFlows(Finding f) {
    List<Map<String, Object>> flows =
        f.traces().stream().filter(t -> !t.frames().isEmpty()).map(this::threadFlow).toList();
    return flows.isEmpty() ? null : List.of(Json.object("threadFlows", flows));
  }

  private Map<String, Object> threadFlow(Trace t) {
    List<Frame> frames = new ArrayList<>(t.frames());
    Collections.reverse(frames);
    List<Map<String, Object>> steps = new ArrayList<>();
    for (Frame frame : frames) {
      boolean last = steps.size() == frames.size() - 1;
      steps.add(
          Json.object(
              "location", Places.location(place(frame), frame.toString()),
              "nestingLevel", steps.size(),
              "importance", last ? "essential" : "important"));
    }
    return Json.object("id", t.thread(), "message", Json.text(headline(t)), "locations", steps);
  }

  private static String headline(Trace t) {
    List<String> held = t.heldLocks().stream().map(LockRef::owner).toList();
    return t.role()
        + ": thread `"
        + t.thread()
        + "`"
        + (!held.isEmpty()
            ? ", holding `" + String.join("`, `", held) + "`"
            : t.remark() == null ? ", holding no lock" : "");
  }

  private Location place(Frame frame) {
    return sources.resolve(Location.of(frame, frame.symbol()));
  }
}
