package io.conccheck.cli.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What the text of Gradle's build files says they need: coordinates written out, versions kept in
 * variables, properties and the version catalog. What a build computes is not known, for that would
 * mean to run it.
 */
final class GradleBuild {

  private static final String VALUE = "[\"']([\\w.+-]+)[\"']";
  private static final Pattern VARIABLE = Pattern.compile("(\\w[\\w.-]*)\\s*=\\s*" + VALUE);
  private static final Pattern PROPERTY =
      Pattern.compile("(?m)^\\s*([\\w.-]+)\\s*=\\s*(\\S+)\\s*$");
  private static final Pattern NAMED =
      Pattern.compile("[\"']([\\w.-]+):([\\w.-]+)(?::(?:([\\w.+-]+)|\\$\\{?([\\w.]+)}?))?[\"']");
  private static final Pattern MAPPED =
      Pattern.compile(
          "group\\s*[:=]\\s*"
              + VALUE
              + ",\\s*name\\s*[:=]\\s*"
              + VALUE
              + "(?:,\\s*version\\s*[:=]\\s*(?:"
              + VALUE
              + "|[\"']?\\$?\\{?([\\w.]+)}?[\"']?))?");
  private static final Pattern ALIAS = Pattern.compile("(?m)^\\s*([\\w.-]+)\\s*=\\s*(.+)$");
  private static final Pattern MODULE =
      Pattern.compile("(?:module|id)\\s*=\\s*\"([\\w.-]+):([\\w.-]+)\"");
  private static final Pattern REFERENCE = Pattern.compile("version\\.ref\\s*=\\s*\"([\\w.-]+)\"");
  private static final Pattern VERSION = Pattern.compile("version\\s*=\\s*\"([\\w.+-]+)\"");
  private static final Pattern USED = Pattern.compile("\\blibs\\.([\\w.]+)");

  private final Map<String, String> values = new HashMap<>();
  private final Map<String, Coordinates> catalog = new HashMap<>();

  /** Reads the variables of build files, the properties and the catalog beside them. */
  GradleBuild(List<Path> buildFiles) {
    for (Path file : buildFiles) {
      String properties = text(file.resolveSibling("gradle.properties"));
      PROPERTY.matcher(properties).results().forEach(this::value);
      VARIABLE.matcher(text(file)).results().forEach(this::value);
      catalog(text(file.resolveSibling("gradle/libs.versions.toml")));
    }
  }

  private void value(MatchResult r) {
    values.putIfAbsent(r.group(1), r.group(2));
    values.putIfAbsent(r.group(1).substring(r.group(1).lastIndexOf('.') + 1), r.group(2)); // ext.x
  }

  private void catalog(String toml) {
    String part = "";
    Map<String, String> versions = new HashMap<>();
    for (String line : toml.lines().toList()) {
      if (line.strip().startsWith("[")) {
        part = line.strip();
        continue;
      }
      MatchResult alias = ALIAS.matcher(line).results().findFirst().orElse(null);
      if (alias != null && part.equals("[versions]")) {
        versions.put(alias.group(1), alias.group(2).replaceAll("[\"\\s]|#.*", ""));
      } else if (alias != null && part.equals("[libraries]")) {
        Coordinates c = library(alias.group(2), versions);
        if (c != null) {
          catalog.put(alias.group(1).replaceAll("[-_]", "."), c);
        }
      }
    }
  }

  private static Coordinates library(String text, Map<String, String> versions) {
    MatchResult whole = NAMED.matcher(text).results().findFirst().orElse(null);
    MatchResult apart = MAPPED.matcher(text).results().findFirst().orElse(null);
    MatchResult module = MODULE.matcher(text).results().findFirst().orElse(apart);
    if (module == null) {
      return whole == null ? null : new Coordinates(whole.group(1), whole.group(2), whole.group(3));
    }
    String reference = first(REFERENCE, text);
    String version = reference == null ? first(VERSION, text) : versions.get(reference);
    return new Coordinates(module.group(1), module.group(2), version);
  }

  private static String first(Pattern p, String text) {
    return p.matcher(text).results().findFirst().map(r -> r.group(1)).orElse(null);
  }

  /** What a build file asks for; the version is null where a platform gives it. */
  List<Dependency> dependencies(Path buildFile) {
    String text = text(buildFile);
    List<Dependency> found = new ArrayList<>();
    for (Pattern p : List.of(NAMED, MAPPED)) {
      p.matcher(text).results().forEach(r -> add(r, found));
    }
    USED.matcher(text).results().map(r -> catalog.get(r.group(1))).forEach(c -> add(c, found));
    return found;
  }

  private void add(MatchResult r, List<Dependency> found) {
    String version = r.group(3) != null ? r.group(3) : value(r.group(4));
    add(new Coordinates(r.group(1), r.group(2), version), found);
  }

  /** Of a variable named through others ({@code rootProject.ext.x}), by its longest known end. */
  private String value(String variable) {
    String name = variable;
    while (name != null && !values.containsKey(name)) {
      int dot = name.indexOf('.');
      name = dot < 0 ? null : name.substring(dot + 1);
    }
    return values.get(name);
  }

  private static void add(Coordinates c, List<Dependency> found) {
    if (c != null) {
      found.add(new Dependency(c, "compile", "jar", false, Set.of()));
    }
  }

  private static String text(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      return ""; // without it some types stay unknown, which a scan can stand
    }
  }
}
