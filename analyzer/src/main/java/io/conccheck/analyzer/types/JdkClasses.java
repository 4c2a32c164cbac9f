package io.conccheck.analyzer.types;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/** The classes of the running JDK, read from its run-time image (JEP 220). */
public final class JdkClasses implements ClassSource {

  private final FileSystem image = FileSystems.getFileSystem(URI.create("jrt:/"));
  private final ConcurrentMap<String, List<Path>> modulesByPackage = new ConcurrentHashMap<>();

  @Override
  public ClassInfo find(String binaryName) {
    int dot = binaryName.lastIndexOf('.');
    if (dot < 0
        || !binaryName.chars().allMatch(c -> c == '.' || Character.isJavaIdentifierPart(c))) {
      return null; // some words that were taken for a name
    }
    List<Path> modules =
        modulesByPackage.computeIfAbsent(binaryName.substring(0, dot), this::modules);
    for (Path module : modules) {
      Path file = module.resolve(binaryName.replace('.', '/') + ".class");
      if (Files.exists(file)) {
        return read(file);
      }
    }
    return null;
  }

  private List<Path> modules(String pkg) {
    Path links = image.getPath("/packages/" + pkg);
    if (!Files.isDirectory(links)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(links)) {
      return found.map(l -> image.getPath("/modules", l.getFileName().toString())).toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static ClassInfo read(Path file) {
    try {
      return ClassFileReader.read(Files.readAllBytes(file));
    } catch (IOException e) {
      return null; // an unreadable class is an unknown class
    }
  }
}
