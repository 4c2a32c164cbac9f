package io.conccheck.cli.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The samples inside conccheck's jar, laid down in a folder: sources below {@code sources}, and one
 * jar of classes.
 *
 * @param sources folder of the sources
 * @param classes jar of the classes
 * @param samples the chosen ones, broken ones each with their mended twin
 */
public record SampleSet(Path sources, Path classes, List<Sample> samples) {

  private static final String SOURCES = "META-INF/conccheck/samples-sources.jar";
  private static final String CLASSES = "META-INF/conccheck/samples.jar";

  /**
   * Lays the samples down in that folder.
   *
   * @param all all samples; otherwise one pair a hazard, one that the agent finds something in if
   *     there is one
   * @throws IOException if the jar has none, or the folder cannot be written
   */
  public static SampleSet layDown(Path folder, boolean all) throws IOException {
    Path sources = folder.resolve("sources");
    clear(sources);
    Path classes = folder.resolve("samples.jar");
    Files.write(classes, resource(CLASSES));
    Map<String, String> texts = texts();
    List<Sample> samples = new ArrayList<>();
    int jdk = Runtime.version().feature();
    texts.forEach((path, text) -> samples.add(new Sample(path, Want.in(text, jdk))));
    List<Sample> chosen = pairs(samples, all);
    for (Sample s : chosen) {
      Path file = sources.resolve(s.path());
      Files.createDirectories(file.getParent());
      Files.writeString(file, texts.get(s.path()));
    }
    return new SampleSet(sources, classes, chosen);
  }

  /** Takes away what an earlier demo laid down there. */
  private static void clear(Path sources) throws IOException {
    Files.createDirectories(sources);
    List<Path> old;
    try (Stream<Path> files = Files.walk(sources)) {
      old = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : old) {
      Files.delete(file);
    }
    Files.createDirectories(sources);
  }

  private static List<Sample> pairs(List<Sample> samples, boolean all) {
    Map<String, Sample> byPath =
        samples.stream().collect(Collectors.toMap(Sample::path, Function.identity()));
    Map<String, Sample> firstByFolder = new TreeMap<>();
    List<Sample> broken =
        samples.stream()
            .filter(s -> s.broken() && byPath.containsKey(twin(s)))
            .sorted((a, b) -> Boolean.compare(a.rules(false).isEmpty(), b.rules(false).isEmpty()))
            .toList();
    for (Sample s : broken) {
      firstByFolder.putIfAbsent(all ? s.path() : s.folder(), s);
    }
    List<Sample> chosen = new ArrayList<>();
    for (Sample s : firstByFolder.values()) {
      chosen.add(s);
      chosen.add(byPath.get(twin(s)));
    }
    return chosen;
  }

  private static String twin(Sample broken) {
    return broken.folder() + "/" + broken.simpleName().replaceFirst("Broken", "Mended") + ".java";
  }

  private static Map<String, String> texts() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(resource(SOURCES)))) {
      for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
        if (e.getName().endsWith(".java")) {
          texts.put(e.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return texts;
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = SampleSet.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("this conccheck has no samples inside; run the packaged jar");
      }
      return in.readAllBytes();
    }
  }
}
