package io.conccheck.findings.log;

import io.conccheck.findings.Finding;
import io.conccheck.findings.json.JsonException;
import io.conccheck.findings.json.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A findings log that was read: its records in order, and whether it is whole.
 *
 * @param name what messages call the log, usually its path
 * @param records all records that could be read, in order; the header first
 * @param tear why reading stopped before the end ("line 17: ..."), or null if it did not
 */
public record FindingsLog(String name, List<LogRecord> records, String tear) {

  /** Major version of the format; logs of another one are refused. */
  public static final int MAJOR = 1;

  /** Minor version that this writer writes. */
  public static final int MINOR = 0;

  public FindingsLog {
    records = List.copyOf(records);
  }

  /**
   * Reads a log up to its end or to its tear.
   *
   * @throws IOException if the file cannot be read or is no findings log
   */
  public static FindingsLog read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString());
    }
  }

  /**
   * Reads a log up to its end or to its tear.
   *
   * @param name what messages call the log
   * @throws IOException if the stream fails or holds no findings log
   */
  public static FindingsLog read(InputStream in, String name) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    List<LogRecord> records = new ArrayList<>();
    String tear = null;
    int number = 0;
    for (String line = lines.readLine(); line != null && tear == null; line = lines.readLine()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      try {
        LogRecord record = decode(line);
        if (records.isEmpty() && !(record instanceof LogRecord.Header)) {
          throw new IOException(name + " is not a conccheck findings log: it has no header line");
        }
        if (record != null) {
          records.add(record);
        }
      } catch (IllegalArgumentException | JsonException e) {
        if (records.isEmpty()) {
          throw new IOException(name + " is not a conccheck findings log: " + e.getMessage(), e);
        }
        tear = "line " + number + ": " + e.getMessage();
      }
    }
    if (records.isEmpty()) {
      throw new IOException(name + " is not a conccheck findings log: it is empty");
    }
    return new FindingsLog(name, records, tear);
  }

  private static LogRecord decode(String line) {
    if (!(JsonReader.read(line) instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("the line is no JSON object");
    }
    return Decoder.decode(map);
  }

  /** The log's first line. */
  public LogRecord.Header header() {
    return (LogRecord.Header) records.get(0);
  }

  /** The log's last line, or null if the writer never got to write it. */
  public LogRecord.End end() {
    return records.get(records.size() - 1) instanceof LogRecord.End e ? e : null;
  }

  /** The distinct findings; of lines with one fingerprint the last, at the place of the first. */
  public List<Finding> findings() {
    Map<String, Finding> byFingerprint = new LinkedHashMap<>();
    for (LogRecord r : records) {
      if (r instanceof LogRecord.Found f) {
        byFingerprint.put(f.finding().fingerprint(), f.finding());
      }
    }
    return List.copyOf(byFingerprint.values());
  }

  /** All problems that the writer told. */
  public List<LogRecord.Problem> problems() {
    return records.stream()
        .filter(r -> r instanceof LogRecord.Problem)
        .map(r -> (LogRecord.Problem) r)
        .toList();
  }

  /** All events of that name. */
  public List<LogRecord.Event> events(String name) {
    return records.stream()
        .filter(r -> r instanceof LogRecord.Event e && e.name().equals(name))
        .map(r -> (LogRecord.Event) r)
        .toList();
  }
}
