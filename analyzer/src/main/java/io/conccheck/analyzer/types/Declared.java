package io.conccheck.analyzer.types;

import java.util.ArrayList;
import java.util.List;

/**
 * The classes of a file as it writes them, outer before inner: data without a tree, and without a
 * word on what the names mean. Immutable once made.
 *
 * @param pkg name of the package, empty for the unnamed one
 * @param imports as written
 * @param classes member classes included, local and anonymous ones not
 */
public record Declared(String pkg, List<Import> imports, List<Declaration> classes) {

  /** A file without classes. */
  public static final Declared NOTHING = new Declared("", List.of(), List.of());

  /**
   * One import, {@code .*} cut off.
   *
   * @param name as written
   * @param isStatic for members
   * @param isOnDemand for all of them
   */
  public record Import(String name, boolean isStatic, boolean isOnDemand) {}

  /**
   * One class.
   *
   * @param written what it says
   * @param outer place of the class around it in the same list, or -1
   */
  record Declaration(WrittenClass written, int outer) {}

  /** Binary names of the classes. */
  public List<String> names() {
    return classes.stream().map(d -> d.written.name()).toList();
  }

  /** Digests of the parts of the class at that place of {@link #names}. */
  public ClassDigest digest(int place) {
    return new ClassDigest(this, classes.get(place).written);
  }

  /** The classes, their names to be looked up in that index when first needed. */
  public List<ClassInfo> bind(ClassIndex index) {
    return bind(classes, null, scope(index));
  }

  FileScope scope(ClassIndex index) {
    FileScope file = new FileScope(index, pkg);
    imports.forEach(i -> file.add(i.name, i.isStatic, i.isOnDemand));
    return file;
  }

  /** Classes inside another one, or at top level if that is null. */
  static List<ClassInfo> bind(List<Declaration> classes, ClassInfo around, FileScope file) {
    List<ClassInfo> infos = new ArrayList<>(classes.size());
    for (Declaration d : classes) {
      ClassInfo context = d.outer < 0 ? around : infos.get(d.outer);
      infos.add(new SourceClassInfo(d.written, file, context));
    }
    return infos;
  }
}
