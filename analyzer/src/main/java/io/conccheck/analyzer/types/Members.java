package io.conccheck.analyzer.types;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;

/** Fields and methods of a class, inherited ones included. Safe for use by several threads. */
public final class Members {

  /**
   * A member as a class has it.
   *
   * @param method the method as declared
   * @param view the declaring class as a supertype of the class that was asked
   */
  public record Inherited(MethodInfo method, TypeRef view) {}

  private final ClassIndex index;
  private final Supertypes supertypes;
  private final ConcurrentMap<String, Recorder.Known<List<Inherited>>> methods =
      new ConcurrentHashMap<>();

  Members(ClassIndex index, Supertypes supertypes) {
    this.index = index;
    this.supertypes = supertypes;
  }

  /** The field of that name with its type as seen from {@code owner}, or null. */
  Meaning field(TypeRef owner, String name) {
    ClassInfo info = index.find(owner.name());
    if (info == null) {
      return null;
    }
    FieldInfo own = info.field(name);
    if (own != null) {
      return new Meaning(null, own, own.type().substitute(Supertypes.arguments(info, owner)));
    }
    for (TypeRef view : supertypes.views(owner)) {
      ClassInfo up = index.find(view.name());
      FieldInfo f = up == null ? null : up.field(name);
      if (f != null) {
        return new Meaning(null, f, f.type().substitute(Supertypes.arguments(up, view)));
      }
    }
    return null;
  }

  /** All methods of that name that the class has, overridden ones left out, nearest first. */
  public List<Inherited> methods(String className, String name) {
    String key = className + '#' + name;
    Recorder.Known<List<Inherited>> known = methods.get(key);
    if (known == null) {
      known = index.recorder().keep(() -> find(className, name));
      methods.put(key, known);
    }
    return index.recorder().use(known);
  }

  private List<Inherited> find(String className, String name) {
    ClassInfo info = index.find(className);
    if (info == null) {
      return List.of();
    }
    if (name.equals("<init>")) {
      return info.methods(name).stream().map(m -> new Inherited(m, info.selfType())).toList();
    }
    List<Inherited> found = new ArrayList<>();
    Set<String> shapes = new HashSet<>();
    List<TypeRef> views = supertypes.views(info.selfType());
    Map<String, String> settled = info.isInterface() ? Map.of() : concrete(views, name);
    for (TypeRef view : views) {
      ClassInfo up = index.find(view.name());
      if (up == null) {
        continue;
      }
      for (MethodInfo m : up.methods(name)) {
        boolean own = up.name().equals(className);
        if (!own && (m.isPrivate() || up.isInterface() && m.isStatic())) {
          continue; // not inherited (JLS 8.4.8)
        }
        String shape = shape(m, Supertypes.arguments(up, view));
        String owner = settled.get(shape);
        if ((owner == null || owner.equals(up.name())) && shapes.add(shape)) {
          found.add(new Inherited(m, view));
        }
      }
    }
    return List.copyOf(found);
  }

  /**
   * The superclass that has each method, by shape, if not abstract: it stands before the interfaces
   * (JLS 8.4.8), however near they are.
   */
  private Map<String, String> concrete(List<TypeRef> views, String name) {
    Map<String, String> first = new HashMap<>();
    Set<String> weak = new HashSet<>();
    for (TypeRef view : views) {
      ClassInfo up = index.find(view.name());
      if (up == null || up.isInterface()) {
        continue;
      }
      for (MethodInfo m : up.methods(name)) {
        String shape = shape(m, Supertypes.arguments(up, view));
        if (first.putIfAbsent(shape, up.name()) == null && m.isAbstract()) {
          weak.add(shape);
        }
      }
    }
    first.keySet().removeAll(weak);
    return first;
  }

  private static String shape(MethodInfo m, UnaryOperator<TypeRef> map) {
    StringBuilder text = new StringBuilder();
    for (TypeRef p : m.params()) {
      TypeRef t = p.substitute(map);
      TypeRef erased = t.kind() == TypeRef.Kind.VARIABLE && t.dims() == 0 ? t.bound() : t;
      text.append(erased.name()).append(erased.dims()).append(',');
    }
    return text.toString();
  }
}
