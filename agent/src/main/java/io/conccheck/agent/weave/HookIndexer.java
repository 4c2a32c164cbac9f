package io.conccheck.agent.weave;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Run by the build: makes the index of hooks from the model classes, found by listing them. */
final class HookIndexer {

  private HookIndexer() {}

  /**
   * Writes the index.
   *
   * @param args the folder of compiled classes, then the file to write
   */
  public static void main(String[] args) throws IOException {
    Path models = Path.of(args[0]).resolve(Names.BOOT + "model");
    List<Path> files;
    try (Stream<Path> all = Files.list(models)) {
      files = all.filter(p -> p.toString().endsWith(".class")).sorted().toList();
    }
    HookIndexWriter index = new HookIndexWriter();
    for (Path file : files) {
      ModelReader.read(Files.readAllBytes(file), index);
    }
    try (OutputStream out = Files.newOutputStream(Path.of(args[1]))) {
      index.writeTo(out);
    }
  }
}
