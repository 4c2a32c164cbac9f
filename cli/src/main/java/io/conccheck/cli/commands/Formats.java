package io.conccheck.cli.commands;

import io.conccheck.cli.report.ReportFormat;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The registered report formats. */
final class Formats {

  private Formats() {}

  /**
   * The format of that name.
   *
   * @throws UsageException if there is none
   */
  static ReportFormat of(String name) {
    Map<String, ReportFormat> all = all();
    ReportFormat format = all.get(name);
    if (format == null) {
      throw Suggest.unknown("format", name, all.keySet());
    }
    return format;
  }

  static Map<String, ReportFormat> all() {
    Map<String, ReportFormat> byName = new TreeMap<>();
    for (ReportFormat f : ServiceLoader.load(ReportFormat.class, Formats.class.getClassLoader())) {
      byName.put(f.name(), f);
    }
    return byName;
  }
}
