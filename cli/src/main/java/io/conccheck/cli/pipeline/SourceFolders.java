package io.conccheck.cli.pipeline;

import io.conccheck.analyzer.source.SourceFile;
import io.conccheck.analyzer.source.SourceParser;
import io.conccheck.analyzer.source.SourceTree;
import io.conccheck.analyzer.source.Suppressions;
import io.conccheck.findings.Finding;
import io.conccheck.findings.Location;
import io.conccheck.findings.Related;
import io.conccheck.findings.Subject;
import io.conccheck.findings.Trace;
import io.conccheck.findings.log.LogRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The sources of a program that ran: finds the file of a runtime path, which is package plus file
 * name, and knows what their authors suppressed. Files are parsed when first asked for. Not
 * thread-safe.
 */
public final class SourceFolders implements SourceIndex {

  private static final Comparator<SourceFile> NEAREST =
      Comparator.<SourceFile>comparingInt(f -> f.path().length()).thenComparing(SourceFile::path);

  private final Map<String, List<SourceFile>> byName = new HashMap<>();
  private final Map<String, SourceFile> byPath = new HashMap<>();
  private final Map<String, Suppressions> suppressions = new HashMap<>();
  private final SourceParser parser = new SourceParser();

  private SourceFolders() {}

  /**
   * The sources below those folders.
   *
   * @param problems told what could not be read
   */
  public static SourceFolders of(List<Path> folders, Consumer<LogRecord.Problem> problems) {
    SourceFolders sources = new SourceFolders();
    for (SourceFile file : SourceTree.collect(folders, List.of(), problems)) {
      String name = file.path().substring(file.path().lastIndexOf('/') + 1);
      sources.byName.computeIfAbsent(name, k -> new ArrayList<>()).add(file);
      sources.byPath.put(file.path(), file);
    }
    return sources;
  }

  @Override
  public Location resolve(Location l) {
    if (byPath.containsKey(l.path())) {
      return l;
    }
    String suffix = "/" + l.path();
    String name = suffix.substring(suffix.lastIndexOf('/') + 1);
    return byName.getOrDefault(name, List.of()).stream()
        .filter(f -> ("/" + f.path()).endsWith(suffix))
        .min(NEAREST)
        .map(f -> new Location(f.path(), l.line(), l.column(), l.symbol()))
        .orElse(l);
  }

  /** The finding with all its places resolved. */
  Finding resolve(Finding f) {
    List<Related> related =
        f.related().stream().map(r -> new Related(resolve(r.location()), r.message())).toList();
    return new Finding(
        f.ruleId(),
        f.severity(),
        f.confidence(),
        f.origin(),
        f.message(),
        f.help(),
        resolve(f.location()),
        f.subject(),
        f.traces(),
        related,
        f.fingerprint(),
        f.otherFingerprint(),
        f.count());
  }

  /**
   * True if the author suppressed it: at its place, at the innermost frame of one of its sides, or
   * where its field is declared.
   */
  boolean suppressed(Finding f) {
    List<Location> places = new ArrayList<>(List.of(f.location()));
    for (Trace t : f.traces()) {
      t.frames().stream().limit(1).forEach(frame -> places.add(Location.of(frame, null)));
    }
    return places.stream().map(this::resolve).anyMatch(l -> covered(f.ruleId(), l))
        || f.subject().kind().equals(Subject.FIELD) && fieldCovered(f);
  }

  private boolean covered(String ruleId, Location l) {
    return byPath.containsKey(l.path()) && at(l.path()).covers(ruleId, l.line());
  }

  private boolean fieldCovered(Finding f) {
    for (String field : f.subject().symbols()) {
      int dot = field.lastIndexOf('.');
      String owner = dot < 0 ? "" : field.substring(0, dot);
      int nested = owner.indexOf('$');
      String top = nested < 0 ? owner : owner.substring(0, nested);
      Location file = resolve(new Location(top.replace('.', '/') + ".java", 0, 0, null));
      if (byPath.containsKey(file.path())) {
        Suppressions s = at(file.path());
        if (s.covers(f.ruleId(), s.fieldLine(field))) {
          return true;
        }
      }
    }
    return false;
  }

  private Suppressions at(String path) {
    return suppressions.computeIfAbsent(path, p -> Suppressions.of(parser.parse(byPath.get(p))));
  }
}
