package io.conccheck.cli.demo;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A sample program.
 *
 * @param path of its source below the folder of sources
 * @param wants what must be found in it; nothing in a mended one
 */
record Sample(String path, List<Want> wants) {

  String className() {
    return path.substring(0, path.length() - ".java".length()).replace('/', '.');
  }

  /** {@code h01 BrokenTurnstile}. */
  String title() {
    String[] parts = path.split("/");
    return parts[parts.length - 2] + " " + simpleName();
  }

  String folder() {
    return path.substring(0, path.lastIndexOf('/'));
  }

  String simpleName() {
    return path.substring(path.lastIndexOf('/') + 1, path.length() - ".java".length());
  }

  boolean broken() {
    return simpleName().startsWith("Broken");
  }

  /** The rules that one of the eyes must report. */
  Set<String> rules(boolean source) {
    return rules(source, true);
  }

  /** The rules that one of the eyes may report: those it must, and what is marked for later. */
  Set<String> allowed(boolean source) {
    Set<String> all = rules(source, false);
    all.addAll(rules(source, true));
    return all;
  }

  private Set<String> rules(boolean source, boolean must) {
    return wants.stream()
        .filter(w -> w.source() == source && w.must() == must)
        .map(Want::ruleId)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
