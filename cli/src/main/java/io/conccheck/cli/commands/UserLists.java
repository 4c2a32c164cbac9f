package io.conccheck.cli.commands;

import io.conccheck.analyzer.types.Promises;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import picocli.CommandLine.Option;

/**
 * What users say about classes that a scan does not see. A list not given on the command line is
 * looked for in {@code -Dconccheck.scan.KEY}, then {@code CONCCHECK_SCAN_KEY}, then {@code
 * scan.KEY} of {@code conccheck.properties} in the working directory.
 */
final class UserLists {

  @Option(
      names = "--in-place",
      paramLabel = "METHOD",
      split = ",",
      description =
          "These run the functions they are given at once: 'com.acme.Tx#run', 'com.acme.**'.")
  List<String> inPlace = new ArrayList<>();

  @Option(
      names = "--immutable",
      paramLabel = "CLASS",
      split = ",",
      description = "Objects of these classes never change.")
  List<String> immutable = new ArrayList<>();

  @Option(
      names = "--thread-safe",
      paramLabel = "CLASS",
      split = ",",
      description = "Objects of these classes guard themselves.")
  List<String> threadSafe = new ArrayList<>();

  /**
   * All of it.
   *
   * @throws UsageException if {@code conccheck.properties} cannot be read
   */
  Promises promises() {
    Properties file = file(Path.of("conccheck.properties"));
    return new Promises(
        list(inPlace, "in-place", file),
        list(immutable, "immutable", file),
        list(threadSafe, "thread-safe", file));
  }

  private static List<String> list(List<String> given, String key, Properties file) {
    if (!given.isEmpty()) {
      return given;
    }
    String variable = "CONCCHECK_SCAN_" + key.toUpperCase(Locale.ROOT).replace('-', '_');
    String said = System.getProperty("conccheck.scan." + key);
    said = said != null ? said : System.getenv(variable);
    said = said != null ? said : file.getProperty("scan." + key, "");
    List<String> items = new ArrayList<>();
    for (String item : said.split(",")) {
      if (!item.isBlank()) {
        items.add(item.strip());
      }
    }
    return items;
  }

  private static Properties file(Path path) {
    Properties text = new Properties();
    if (Files.isRegularFile(path)) {
      try (Reader in = Files.newBufferedReader(path, StandardCharsets.ISO_8859_1)) {
        text.load(in);
      } catch (IOException | IllegalArgumentException e) {
        throw new UsageException("`" + path + "` cannot be read: " + e.getMessage());
      }
    }
    return text;
  }
}
