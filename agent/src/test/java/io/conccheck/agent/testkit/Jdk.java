package io.conccheck.agent.testkit;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A JDK on this machine.
 *
 * @param version feature version, 17 or more
 * @param home its folder
 */
public record Jdk(int version, Path home) {

  private static final int OLDEST = 17;
  private static final int NEWEST = 25;
  private static final List<Jdk> ALL = find();

  /** One JDK of each version from 17 to 25 that is here, oldest first. */
  public static List<Jdk> all() {
    return ALL;
  }

  /** The same as often as {@code -Dconccheck.runs} says, which is once unless it is set. */
  public static List<Jdk> runs() {
    List<Jdk> runs = new ArrayList<>();
    for (int i = 0; i < Integer.getInteger("conccheck.runs", 1); i++) {
      runs.addAll(ALL);
    }
    return runs;
  }

  /** Those of that version or newer. */
  public static List<Jdk> from(int version) {
    return ALL.stream().filter(j -> j.version >= version).toList();
  }

  public Path java() {
    return home.resolve("bin/java");
  }

  @Override
  public String toString() {
    return "JDK " + version;
  }

  private static List<Jdk> find() {
    Path running = Path.of(System.getProperty("java.home")).toAbsolutePath();
    List<Path> homes = new ArrayList<>(List.of(running));
    for (Map.Entry<String, String> e : System.getenv().entrySet()) {
      if (e.getKey().startsWith("JAVA_HOME") && !e.getValue().isBlank()) {
        homes.add(Path.of(e.getValue()));
      }
    }
    try (Stream<Path> beside = Files.list(running.toRealPath().getParent())) {
      beside.sorted().forEach(homes::add);
    } catch (IOException e) {
      System.out.println("no JDKs are looked for beside " + running + ": " + e.getMessage());
    }
    Map<Integer, Jdk> byVersion = new TreeMap<>();
    for (Path home : homes) {
      int version = version(home);
      if (version >= OLDEST && version <= NEWEST && Files.exists(home.resolve("bin/javac"))) {
        byVersion.putIfAbsent(version, new Jdk(version, home));
      }
    }
    List<Integer> missing = new ArrayList<>();
    for (int v = OLDEST; v <= NEWEST; v++) {
      if (!byVersion.containsKey(v)) {
        missing.add(v);
      }
    }
    System.out.println("forked programs run on " + byVersion.values() + "; not found: " + missing);
    return List.copyOf(byVersion.values());
  }

  private static int version(Path home) {
    Properties release = new Properties();
    try (Reader in = Files.newBufferedReader(home.resolve("release"))) {
      release.load(in);
    } catch (IOException e) {
      return 0;
    }
    String version = release.getProperty("JAVA_VERSION", "0").replace("\"", "");
    return Integer.parseInt(version.split("[.+-]")[0]);
  }
}
