package io.conccheck.analyzer.types;

/** Where classes can be looked up. Safe for use by several threads. */
@FunctionalInterface
public interface ClassSource {

  /** The class of that binary name, or null if this source has none. */
  ClassInfo find(String binaryName);
}
