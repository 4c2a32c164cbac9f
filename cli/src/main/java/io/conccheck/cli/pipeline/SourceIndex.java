package io.conccheck.cli.pipeline;

import io.conccheck.findings.Location;

/** Knows where the source file of a runtime location lies. */
public interface SourceIndex {

  /** Knows no sources: every location stays what it is. */
  SourceIndex NONE = location -> location;

  /** The same location with the path of its source file, or unchanged if that is not known. */
  Location resolve(Location location);
}
