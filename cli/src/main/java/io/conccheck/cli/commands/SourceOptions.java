package io.conccheck.cli.commands;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Where the sources of a program that ran are. */
final class SourceOptions {

  @Option(
      names = "--source",
      paramLabel = "DIR",
      description = {
        "Sources of what ran: gives runtime findings their files and applies the suppressions",
        "written there; may be given several times."
      })
  List<String> folders = new ArrayList<>();

  /**
   * The folders.
   *
   * @throws UsageException if one is none
   */
  List<Path> folders() {
    List<Path> paths = folders.stream().map(Paths::existing).toList();
    for (Path p : paths) {
      if (!Files.isDirectory(p)) {
        throw new UsageException("`" + p + "` is no folder");
      }
    }
    return paths;
  }
}
