package io.conccheck.analyzer.types;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The classes of jars and folders; the first that has a class wins. */
public final class ClasspathClasses implements ClassSource {

  private final Map<String, Path> jarByClass = new HashMap<>();
  private final List<Path> folders;

  /**
   * Lists the class path.
   *
   * @param unreadable told each part that cannot be read, and why
   */
  public ClasspathClasses(List<Path> classpath, BiConsumer<Path, IOException> unreadable) {
    folders = classpath.stream().filter(Files::isDirectory).toList();
    for (Path jar : classpath) {
      if (!Files.isDirectory(jar)) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
          zip.stream()
              .map(ZipEntry::getName)
              .filter(n -> n.endsWith(".class"))
              .forEach(n -> jarByClass.putIfAbsent(n, jar));
        } catch (IOException e) {
          unreadable.accept(jar, e);
        }
      }
    }
  }

  @Override
  public ClassInfo find(String binaryName) {
    String entry = binaryName.replace('.', '/') + ".class";
    try {
      for (Path folder : folders) {
        Path file = folder.resolve(entry);
        if (Files.isRegularFile(file)) {
          return ClassFileReader.read(Files.readAllBytes(file));
        }
      }
      Path jar = jarByClass.get(entry);
      return jar == null ? null : read(jar, entry);
    } catch (IOException e) {
      return null; // an unreadable class is an unknown class
    }
  }

  private static ClassInfo read(Path jar, String entry) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile());
        InputStream in = zip.getInputStream(zip.getEntry(entry))) {
      return ClassFileReader.read(in.readAllBytes());
    }
  }
}
