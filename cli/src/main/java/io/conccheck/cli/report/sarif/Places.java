package io.conccheck.cli.report.sarif;

import io.conccheck.findings.Location;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;

/** Locations as SARIF wants them: URI references, regions, logical locations. */
final class Places {

  private Places() {}

  static Map<String, Object> location(Location l) {
    return location(l, null);
  }

  static Map<String, Object> location(Location l, String message) {
    return Json.object(
        "physicalLocation",
        Json.object("artifactLocation", Json.object("uri", uri(l.path())), "region", region(l)),
        "logicalLocations",
        l.symbol() == null ? null : List.of(Json.object("fullyQualifiedName", l.symbol())),
        "message",
        message == null ? null : Json.text(message));
  }

  private static Map<String, Object> region(Location l) {
    return l.line() == 0
        ? null
        : Json.object("startLine", l.line(), "startColumn", l.column() == 0 ? null : l.column());
  }

  /** The path as a URI reference: relative ones stay relative, absolute ones become file URIs. */
  private static String uri(String path) {
    try {
      boolean drive = path.length() > 1 && path.charAt(1) == ':';
      if (path.startsWith("/") || drive) {
        return new URI("file", "", (drive ? "/" : "") + path, null).toASCIIString();
      }
      // A colon in the first segment would read as a scheme.
      String safe = path.split("/", 2)[0].contains(":") ? "./" + path : path;
      return new URI(null, null, safe, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("no URI for the path " + path, e);
    }
  }
}
