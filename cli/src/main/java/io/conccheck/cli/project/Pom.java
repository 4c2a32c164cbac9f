package io.conccheck.cli.project;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A project file of Maven as it is written.
 *
 * @param parent null without one
 * @param relativePath where the parent's file is said to be
 */
record Pom(
    Coordinates self,
    Coordinates parent,
    String relativePath,
    Map<String, String> properties,
    List<Dependency> dependencies,
    List<Dependency> managed) {

  static Pom of(Element project) {
    Element up = child(project, "parent");
    Coordinates parent = up == null ? null : coordinates(up);
    Coordinates own = coordinates(project);
    Coordinates self =
        new Coordinates(
            own.group() == null && parent != null ? parent.group() : own.group(),
            own.artifact(),
            own.version() == null && parent != null ? parent.version() : own.version());
    Map<String, String> properties = new HashMap<>();
    List<Dependency> dependencies = new ArrayList<>();
    List<Dependency> managed = new ArrayList<>();
    for (Element part : parts(project)) {
      for (Element p : children(child(part, "properties"))) {
        properties.put(p.getTagName(), p.getTextContent().strip());
      }
      dependencies.addAll(dependencies(child(part, "dependencies")));
      Element management = child(part, "dependencyManagement");
      managed.addAll(dependencies(management == null ? null : child(management, "dependencies")));
    }
    String relative = up == null ? null : text(up, "relativePath");
    return new Pom(
        self,
        parent,
        relative == null ? "../pom.xml" : relative,
        properties,
        dependencies,
        managed);
  }

  /** The project itself and those of its profiles that hold unless somebody says otherwise. */
  private static List<Element> parts(Element project) {
    List<Element> parts = new ArrayList<>(List.of(project));
    for (Element profile : children(child(project, "profiles"))) {
      Element when = child(profile, "activation");
      if (when != null && "true".equals(text(when, "activeByDefault"))) {
        parts.add(profile);
      }
    }
    return parts;
  }

  private static List<Dependency> dependencies(Element list) {
    List<Dependency> found = new ArrayList<>();
    for (Element d : children(list)) {
      Set<String> excluded = new HashSet<>();
      for (Element x : children(child(d, "exclusions"))) {
        excluded.add(coordinates(x).key());
      }
      String scope = text(d, "scope");
      String type = text(d, "type");
      found.add(
          new Dependency(
              coordinates(d),
              scope == null ? "compile" : scope,
              type == null ? "jar" : type,
              "true".equals(text(d, "optional")),
              excluded));
    }
    return found;
  }

  private static Coordinates coordinates(Element e) {
    return new Coordinates(text(e, "groupId"), text(e, "artifactId"), text(e, "version"));
  }

  private static String text(Element parent, String name) {
    Element e = child(parent, name);
    return e == null ? null : e.getTextContent().strip();
  }

  private static Element child(Element parent, String name) {
    for (Element e : children(parent)) {
      if (e.getTagName().equals(name)) {
        return e;
      }
    }
    return null;
  }

  private static List<Element> children(Element parent) {
    List<Element> found = new ArrayList<>();
    Node n = parent == null ? null : parent.getFirstChild();
    for (; n != null; n = n.getNextSibling()) {
      if (n instanceof Element e) {
        found.add(e);
      }
    }
    return found;
  }
}
