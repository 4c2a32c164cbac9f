package io.conccheck.agent.weave;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Predicate;

/**
 * Finds out how a field that some code names is declared, from class files alone: no class is
 * loaded. What cannot be found is unknown.
 */
final class ShapeIndex {

  private static final int MAX_DEPTH = 64;
  private static final ClassShape MISSING = new ClassShape();

  private final Predicate<String> isWatchedClass;
  private final Map<ClassLoader, Map<String, ClassShape>> known =
      new WeakHashMap<>(); // guarded by itself

  /** Classes whose dotted name does not pass are never looked into. */
  ShapeIndex(Predicate<String> isWatchedClass) {
    this.isWatchedClass = isWatchedClass;
  }

  /** Keeps a shape that was read while its class was loading. */
  void add(ClassLoader loader, ClassShape shape) {
    of(loader).put(shape.name, shape);
  }

  /** The declaration that the reference means, or null if it is unknown or not to be watched. */
  FieldShape find(ClassLoader loader, String owner, String field, String desc) {
    String at = owner;
    for (int depth = 0; at != null && depth < MAX_DEPTH; depth++) {
      if (!isWatchedClass.test(Names.dotted(at))) {
        return null;
      }
      ClassShape shape = shape(loader, at);
      if (shape == null || shape.isInterface()) {
        return null;
      }
      FieldShape declared = shape.field(field, desc);
      if (declared != null) {
        return declared;
      }
      at = shape.superName;
    }
    return null;
  }

  /** What that class extends, or null if it is unknown or not to be watched. */
  String superName(ClassLoader loader, String type) {
    if (type.charAt(0) == '[' || !isWatchedClass.test(Names.dotted(type))) {
      return null;
    }
    ClassShape shape = shape(loader, type);
    return shape == null ? null : shape.superName;
  }

  /**
   * The classes, in the order of inheritance from that one up, whose initialisers write static
   * fields of others; mostly none.
   */
  List<String> givingAway(ClassLoader loader, String type) {
    List<String> found = List.of();
    String at = type;
    for (int depth = 0; at != null && depth < MAX_DEPTH; depth++) {
      ClassShape shape = isWatchedClass.test(Names.dotted(at)) ? shape(loader, at) : null;
      if (shape == null) {
        break;
      }
      if (shape.givesAway()) {
        found = new ArrayList<>(found);
        found.add(at);
      }
      at = shape.superName;
    }
    return found;
  }

  /** True if that class or one of its superclasses is known to have watched fields of instances. */
  boolean hasWords(ClassLoader loader, String type) {
    String at = type;
    for (int depth = 0; at != null && depth < MAX_DEPTH; depth++) {
      ClassShape shape = isWatchedClass.test(Names.dotted(at)) ? shape(loader, at) : null;
      if (shape == null) {
        return false;
      }
      if (shape.hasWords()) {
        return true;
      }
      at = shape.superName;
    }
    return false;
  }

  /** True if that class or one of its superclasses is known to have a {@code clone} of its own. */
  boolean overridesClone(ClassLoader loader, String type) {
    String at = type;
    for (int depth = 0; at != null && depth < MAX_DEPTH; depth++) {
      ClassShape shape = isWatchedClass.test(Names.dotted(at)) ? shape(loader, at) : null;
      if (shape == null) {
        return false;
      }
      if (shape.overridesClone) {
        return true;
      }
      at = shape.superName;
    }
    return false;
  }

  /** True if that class or one of its superclasses is known to declare a finalizer. */
  boolean finalizes(ClassLoader loader, String type) {
    String at = type;
    for (int depth = 0; at != null && depth < MAX_DEPTH; depth++) {
      ClassShape shape = isWatchedClass.test(Names.dotted(at)) ? shape(loader, at) : null;
      if (shape == null) {
        return false;
      }
      if (shape.finalizes) {
        return true;
      }
      at = shape.superName;
    }
    return false;
  }

  /** True if that class is known to extend one of the references of {@code java.lang.ref}. */
  boolean isReference(ClassLoader loader, String type) {
    String at = type;
    for (int depth = 0; at != null && depth < MAX_DEPTH; depth++) {
      if (at.startsWith("java/")) {
        return at.startsWith("java/lang/ref/") && at.endsWith("Reference");
      }
      at = superName(loader, at);
    }
    return false;
  }

  private ClassShape shape(ClassLoader loader, String name) {
    Map<String, ClassShape> shapes = of(loader);
    ClassShape shape = shapes.get(name);
    if (shape == null) {
      shape = read(loader, name);
      shapes.put(name, shape);
    }
    return shape == MISSING ? null : shape;
  }

  private Map<String, ClassShape> of(ClassLoader loader) {
    synchronized (known) {
      Map<String, ClassShape> shapes = known.get(loader);
      if (shapes == null) {
        shapes = Collections.synchronizedMap(new HashMap<>());
        known.put(loader, shapes);
      }
      return shapes;
    }
  }

  private static ClassShape read(ClassLoader loader, String name) {
    try (InputStream in = loader.getResourceAsStream(name + ".class")) {
      return in == null ? MISSING : ClassShape.ofFields(in.readAllBytes());
    } catch (IOException | RuntimeException e) {
      return MISSING; // a broken class file is the program's affair; its fields stay unknown
    }
  }
}
