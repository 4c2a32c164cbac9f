package io.conccheck.analyzer.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * How code reaches an object: from a root through fields.
 *
 * @param root {@code this:CLASS}, {@code var:NAME@LINE:COLUMN} for a local or parameter, {@code
 *     static} before a static field, {@code new:LINE:COLUMN} for an object made on the spot, {@code
 *     ?} for what is not known
 * @param fields symbols of the fields passed through; at most {@link #DEEPEST}
 */
public record Path(String root, List<String> fields) {

  /** Longer paths are cut off to unknown: they are seldom the same object twice. */
  static final int DEEPEST = 4;

  public static final Path UNKNOWN = new Path("?", List.of());
  public static final Path STATIC = new Path("static", List.of());

  /** {@code this} inside that class. */
  public static Path self(String className) {
    return new Path("this:" + className, List.of());
  }

  static Path variable(String id) {
    return new Path("var:" + id, List.of());
  }

  /** This, one field further. */
  public Path field(String symbol) {
    if (isUnknown() || fields.size() == DEEPEST) {
      return UNKNOWN;
    }
    List<String> longer = new ArrayList<>(fields);
    longer.add(symbol);
    return new Path(root, List.copyOf(longer));
  }

  /** The object whose field is the last one; unknown for a path without fields. */
  public Path owner() {
    return fields.isEmpty() ? UNKNOWN : new Path(root, fields.subList(0, fields.size() - 1));
  }

  /** The last field, or null. */
  public String last() {
    return fields.isEmpty() ? null : fields.get(fields.size() - 1);
  }

  public boolean isUnknown() {
    return root.equals("?");
  }

  public boolean isStatic() {
    return root.equals("static");
  }

  public boolean isThis() {
    return root.startsWith("this:");
  }

  public boolean isVariable() {
    return root.startsWith("var:");
  }

  /** True for an object that this very code made and nobody else knows yet. */
  public boolean isFresh() {
    return root.startsWith("new:");
  }

  /** This path seen by a caller: its root replaced; null from the map makes it unknown. */
  Path rebase(UnaryOperator<Path> roots) {
    if (isStatic() || isUnknown()) {
      return this;
    }
    Path base = roots.apply(new Path(root, List.of()));
    if (base == null) {
      return UNKNOWN;
    }
    for (String f : fields) {
      base = base.field(f);
    }
    return base;
  }

  /** As people write it: {@code this.lock}, {@code Cache.INSTANCE.size}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    if (isThis()) {
      text.append("this");
    } else if (isVariable()) {
      text.append(root, 4, root.indexOf('@') < 0 ? root.length() : root.indexOf('@'));
    } else if (!isStatic()) {
      text.append(root);
    }
    for (String f : fields) {
      boolean first = text.length() == 0;
      text.append(first ? "" : ".").append(first ? f : f.substring(f.lastIndexOf('.') + 1));
    }
    return text.toString();
  }
}
