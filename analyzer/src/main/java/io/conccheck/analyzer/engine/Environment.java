package io.conccheck.analyzer.engine;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Everything but the sources that a result of a scan depends on, as a digest. */
final class Environment {

  private Environment() {}

  /** The same for equal environments on any machine. */
  static byte[] digest(ScanRequest request, RuleSet rules) {
    StringBuilder text = new StringBuilder();
    text.append(System.getProperty("java.runtime.version")).append('\n');
    text.append(request.release()).append(request.encoding()).append('\n');
    text.append(request.promises()).append('\n');
    rules.entries().forEach(e -> text.append(e.card().id()).append('\n'));
    List<Path> parts = new ArrayList<>(request.classpath());
    for (Class<?> of : List.of(Environment.class, io.conccheck.findings.Finding.class)) {
      try {
        parts.add(Path.of(of.getProtectionDomain().getCodeSource().getLocation().toURI()));
      } catch (URISyntaxException e) {
        throw new IllegalStateException(e); // a class path of files has none
      }
    }
    for (Path p : parts) {
      text.append("part\n");
      try {
        content(p, text);
      } catch (IOException e) {
        text.append("unreadable\n");
      }
    }
    return ContentDigest.of(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void content(Path part, StringBuilder text) throws IOException {
    if (Files.isDirectory(part)) {
      try (Stream<Path> files = Files.walk(part)) {
        for (Path f : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
          CRC32 sum = new CRC32();
          sum.update(Files.readAllBytes(f));
          text.append(part.relativize(f).toString().replace('\\', '/'));
          text.append(' ').append(sum.getValue()).append('\n');
        }
      }
      return;
    }
    try (ZipFile zip = new ZipFile(part.toFile())) {
      List<String> lines = new ArrayList<>();
      zip.stream().forEach(e -> lines.add(line(e)));
      lines.sort(null);
      lines.forEach(text::append);
    }
  }

  private static String line(ZipEntry e) {
    return e.getName() + ' ' + e.getCrc() + ' ' + e.getSize() + '\n';
  }
}
