package io.conccheck.cli.report.text;

import io.conccheck.findings.Location;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Source lines to show, of files that are where a location says. Remembers the last file. */
final class SourceLines {

  private static final long MAX_BYTES = 4 << 20;
  private static final int MAX_WIDTH = 120;

  private String path = "";
  private List<String> lines = List.of();

  /** The line without its indentation, or null if it is not to be had. */
  String at(Location l) {
    if (l.line() <= 0) {
      return null;
    }
    if (!l.path().equals(path)) {
      path = l.path();
      lines = read(path);
    }
    String line = l.line() <= lines.size() ? lines.get(l.line() - 1).strip() : "";
    return line.isEmpty() ? null : line.length() > MAX_WIDTH ? line.substring(0, MAX_WIDTH) : line;
  }

  private static List<String> read(String path) {
    try {
      Path file = Path.of(path);
      if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
        return List.of();
      }
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException | InvalidPathException e) {
      return List.of(); // the report does without the line
    }
  }
}
