package io.conccheck.agent.install;

import io.conccheck.agent.spi.Detector;
import io.conccheck.agent.spi.Option;
import io.conccheck.agent.spi.Options;
import io.conccheck.findings.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** Writes down all options while conccheck is built, for the command line to offer. */
final class OptionCatalog {

  private OptionCatalog() {}

  /** Writes a JSON list of {@code key}, {@code standard} and {@code meaning} to that file. */
  public static void main(String[] args) throws IOException {
    List<Option> all = new ArrayList<>(Options.GENERAL);
    for (Detector d : ServiceLoader.load(Detector.class, OptionCatalog.class.getClassLoader())) {
      all.addAll(d.options());
    }
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Option o : all) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("key", o.key());
      row.put("standard", o.standard());
      row.put("meaning", o.meaning());
      rows.add(row);
    }
    Files.writeString(Path.of(args[0]), JsonWriter.write(rows) + "\n");
  }
}
