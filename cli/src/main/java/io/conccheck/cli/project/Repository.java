package io.conccheck.cli.project;

import java.nio.file.Path;

/** Where the files of artifacts lie. Nothing is fetched. */
interface Repository {

  /**
   * The file of an artifact whose coordinates are complete, whether it is there or not.
   *
   * @param ending {@code .jar} or {@code .pom}
   */
  Path file(Coordinates c, String ending);
}
