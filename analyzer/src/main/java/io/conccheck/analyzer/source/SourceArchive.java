package io.conccheck.analyzer.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Lists the sources inside a {@code .jar} or {@code .zip}. */
final class SourceArchive {

  private SourceArchive() {}

  /**
   * Tells every {@code .java} entry.
   *
   * @throws IOException if the archive cannot be read
   */
  static void list(Path archive, String shownAs, Consumer<SourceFile> found) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      zip.stream()
          .filter(e -> !e.isDirectory() && e.getName().endsWith(".java"))
          .forEach(
              e ->
                  found.accept(
                      new SourceFile(
                          shownAs + "!/" + e.getName(), () -> read(archive, e.getName()))));
    }
  }

  // The JDK shares one open archive between ZipFile objects; opening again costs little, and
  // nothing stays open that would have to be closed later.
  private static byte[] read(Path archive, String entry) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      ZipEntry e = zip.getEntry(entry);
      if (e == null) {
        throw new IOException("the entry is gone");
      }
      try (InputStream in = zip.getInputStream(e)) {
        return in.readAllBytes();
      }
    }
  }
}
