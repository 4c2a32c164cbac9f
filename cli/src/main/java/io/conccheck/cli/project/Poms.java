package io.conccheck.cli.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.xml.sax.SAXException;

/** Project files with what their parents add. For use by one thread. */
final class Poms {

  private static final int DEEPEST = 20;

  private final Repository repository;
  private final Map<Path, Pom> known = new HashMap<>();

  Poms(Repository repository) {
    this.repository = repository;
  }

  /** The project of that file, parents taken in; null if the file cannot be read. */
  Pom whole(Path file) {
    return whole(file, 0);
  }

  /** The same of an artifact in the repository. */
  Pom whole(Coordinates c) {
    return c.isComplete() ? whole(repository.file(c, ".pom")) : null;
  }

  private Pom whole(Path file, int depth) {
    Path key = file.toAbsolutePath().normalize();
    if (known.containsKey(key) || depth > DEEPEST) {
      return known.get(key);
    }
    known.put(key, null); // ends circles of parents
    Pom own = read(key);
    Pom result = own == null ? null : filled(own, parent(own, key, depth), depth);
    known.put(key, result);
    return result;
  }

  private Pom parent(Pom own, Path file, int depth) {
    if (own.parent() == null) {
      return null;
    }
    Path beside = own.relativePath().isEmpty() ? null : file.resolveSibling(own.relativePath());
    Path there = beside != null && Files.isDirectory(beside) ? beside.resolve("pom.xml") : beside;
    Pom near = there != null && Files.isRegularFile(there) ? whole(there, depth + 1) : null;
    boolean same = near != null && near.self().key().equals(own.parent().key());
    return same || !own.parent().isComplete()
        ? near
        : whole(repository.file(own.parent(), ".pom"), depth + 1);
  }

  private Pom filled(Pom own, Pom parent, int depth) {
    Map<String, String> properties = new HashMap<>();
    if (parent != null) {
      properties.putAll(parent.properties());
    }
    properties.putAll(own.properties());
    for (String prefix : List.of("project.", "pom.", "")) {
      properties.put(prefix + "groupId", own.self().group());
      properties.put(prefix + "artifactId", own.self().artifact());
      properties.put(prefix + "version", own.self().version());
    }
    if (own.parent() != null) {
      properties.put("project.parent.groupId", own.parent().group());
      properties.put("project.parent.version", own.parent().version());
    }
    List<Dependency> managed = new ArrayList<>();
    for (Dependency d : own.managed()) {
      Dependency known = Placeholders.fill(d, properties);
      if (known.scope().equals("import")) {
        Pom bill =
            known.of().isComplete() ? whole(repository.file(known.of(), ".pom"), depth + 1) : null;
        managed.addAll(bill == null ? List.of() : bill.managed());
      } else {
        managed.add(known);
      }
    }
    List<Dependency> dependencies = new ArrayList<>();
    own.dependencies().forEach(d -> dependencies.add(Placeholders.fill(d, properties)));
    if (parent != null) {
      managed.addAll(parent.managed());
      dependencies.addAll(parent.dependencies());
    }
    Coordinates self = Placeholders.fill(own.self(), properties);
    return new Pom(self, own.parent(), own.relativePath(), properties, dependencies, managed);
  }

  private static Pom read(Path file) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setExpandEntityReferences(false);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null); // what it says goes to stderr otherwise
      try (var in = Files.newInputStream(file)) {
        return Pom.of(builder.parse(in).getDocumentElement());
      }
    } catch (IOException | SAXException | ParserConfigurationException e) {
      return null; // without it some types stay unknown, which a scan can stand
    }
  }
}
