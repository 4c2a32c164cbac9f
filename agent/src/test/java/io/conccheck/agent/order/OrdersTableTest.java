package io.conccheck.agent.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of what orders names twins that exist, of both kinds, and leaves no program out. */
class OrdersTableTest {

  private static final Path TABLE = Path.of("../docs/orders.md");
  private static final Pattern TWIN = Pattern.compile("`(\\w+Edges)\\.(\\w+)`");

  private static Map<String, String> programs() throws IOException {
    Map<String, String> all = new TreeMap<>();
    for (String folder : List.of("src/test/java", "src/test/java25")) {
      Path order = Path.of(folder, "example/order");
      try (DirectoryStream<Path> files = Files.newDirectoryStream(order, "*Edges.java")) {
        for (Path file : files) {
          String name = file.getFileName().toString();
          all.put(name.substring(0, name.indexOf('.')), Files.readString(file));
        }
      }
    }
    return all;
  }

  @Test
  void eachPromiseHasBothTwins() throws IOException {
    Map<String, String> programs = programs();
    TreeSet<String> named = new TreeSet<>();
    List<String> rows = new ArrayList<>();
    for (String line : Files.readAllLines(TABLE)) {
      String[] cells = line.split("\\|");
      if (cells.length == 4 && line.contains("Edges.")) {
        rows.add(line);
        named.addAll(twins(programs, cells[2], "Clean"));
        named.addAll(twins(programs, cells[3], "Racy|Note"));
      }
    }
    assertThat(rows).hasSizeGreaterThan(30);
    assertThat(named).isEqualTo(programs.keySet());
  }

  /** The programs of the twins in that cell, of which there is at least one. */
  private static List<String> twins(Map<String, String> programs, String cell, String ending) {
    List<String> found = new ArrayList<>();
    Matcher m = TWIN.matcher(cell);
    while (m.find()) {
      String source = programs.get(m.group(1));
      assertThat(source).as(m.group()).isNotNull();
      assertThat(m.group(2)).as(cell).matches("\\w+(" + ending + ")");
      String declared = "(?m)^ +([\\w<>\\[\\],]+ )+" + m.group(2) + "( =|;)";
      assertThat(Pattern.compile(declared).matcher(source).find()).as(m.group()).isTrue();
      found.add(m.group(1));
    }
    assertThat(found).as(cell).isNotEmpty();
    return found;
  }
}
