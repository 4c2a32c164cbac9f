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
   * Tells every {@code .java} entry. The archive stays open as long as an entry can be read: to
   * open it means to read its whole directory, too dear to be done for each entry. The collector
   * closes it (see {@link ZipFile}).
   *
   * @throws IOException if the archive cannot be read
   */
  static void list(Path archive, String shownAs, Consumer<SourceFile> found) throws IOException {
    @SuppressWarnings("resource") // as told above
    ZipFile zip = new ZipFile(archive.toFile());
    zip.stream()
        .filter(e -> !e.isDirectory() && e.getName().endsWith(".java"))
        .forEach(
            e -> found.accept(new SourceFile(shownAs + "!/" + e.getName(), () -> read(zip, e))));
  }

  private static byte[] read(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }
}
