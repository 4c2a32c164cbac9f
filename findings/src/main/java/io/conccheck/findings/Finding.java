package io.conccheck.findings;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One bug, as one eye or both saw it. Data only; immutable.
 *
 * @param ruleId kebab-case id of the rule
 * @param severity harm
 * @param confidence evidence
 * @param origin which eye
 * @param message one line: lower-case start, no final stop, names in backticks
 * @param help what to do, as an imperative sentence; may be empty
 * @param location the primary place
 * @param subject what it is about; the correlation key
 * @param traces the threads involved, the current one first; empty for most source findings
 * @param related further places
 * @param fingerprint identity across runs and moved lines, see {@link Fingerprint}
 * @param otherFingerprint fingerprint of the source finding that was merged into this, or null
 * @param count how often it was seen, at least 1
 */
public record Finding(
    String ruleId,
    Severity severity,
    Confidence confidence,
    Origin origin,
    String message,
    String help,
    Location location,
    Subject subject,
    List<Trace> traces,
    List<Related> related,
    String fingerprint,
    String otherFingerprint,
    long count) {

  public Finding {
    Objects.requireNonNull(ruleId, "ruleId");
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(confidence, "confidence");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(location, "location");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(fingerprint, "fingerprint");
    help = help == null ? "" : help;
    traces = List.copyOf(traces);
    related = List.copyOf(related);
  }

  /** Starts a finding of that rule. */
  public static Builder of(String ruleId, Severity severity, Confidence confidence, Origin origin) {
    return new Builder(ruleId, severity, confidence, origin);
  }

  /** A builder that starts with everything this finding says. */
  public Builder toBuilder() {
    Builder b = new Builder(ruleId, severity, confidence, origin);
    b.message = message;
    b.help = help;
    b.location = location;
    b.subject = subject;
    b.traces.addAll(traces);
    b.related.addAll(related);
    b.fingerprint = fingerprint;
    b.otherFingerprint = otherFingerprint;
    b.count = count;
    return b;
  }

  /** Collects the parts of a finding. Not thread-safe. */
  public static final class Builder {
    private final String ruleId;
    private Severity severity;
    private Confidence confidence;
    private Origin origin;
    private String message;
    private String help = "";
    private Location location;
    private Subject subject;
    private final List<Trace> traces = new ArrayList<>();
    private final List<Related> related = new ArrayList<>();
    private String fingerprint;
    private String otherFingerprint;
    private long count = 1;

    private Builder(String ruleId, Severity severity, Confidence confidence, Origin origin) {
      this.ruleId = ruleId;
      this.severity = severity;
      this.confidence = confidence;
      this.origin = origin;
    }

    public Builder severity(Severity s) {
      severity = s;
      return this;
    }

    public Builder confidence(Confidence c) {
      confidence = c;
      return this;
    }

    public Builder origin(Origin o) {
      origin = o;
      return this;
    }

    public Builder message(String m) {
      message = m;
      return this;
    }

    public Builder help(String h) {
      help = h;
      return this;
    }

    public Builder location(Location l) {
      location = l;
      return this;
    }

    public Builder subject(Subject s) {
      subject = s;
      return this;
    }

    public Builder trace(Trace t) {
      traces.add(t);
      return this;
    }

    public Builder related(Location where, String what) {
      related.add(new Related(where, what));
      return this;
    }

    public Builder fingerprint(String f) {
      fingerprint = f;
      return this;
    }

    public Builder otherFingerprint(String f) {
      otherFingerprint = f;
      return this;
    }

    public Builder count(long n) {
      count = n;
      return this;
    }

    /**
     * The finding. Where no fingerprint was given it is made of the subject, the location's symbol
     * and the innermost frame of each trace.
     *
     * @throws NullPointerException if message, location or subject is missing
     */
    public Finding build() {
      String f = fingerprint != null ? fingerprint : defaultFingerprint();
      return new Finding(
          ruleId,
          severity,
          confidence,
          origin,
          message,
          help,
          location,
          subject,
          traces,
          related,
          f,
          otherFingerprint,
          count);
    }

    private String defaultFingerprint() {
      List<String> symbols = new ArrayList<>(subject.symbols());
      if (location.symbol() != null) {
        symbols.add(location.symbol());
      }
      for (Trace t : traces) {
        if (!t.frames().isEmpty()) {
          symbols.add(t.frames().get(0).symbol());
        }
      }
      return Fingerprint.of(ruleId, symbols);
    }
  }
}
