package io.conccheck.analyzer.types;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;

/** Finds the one abstract method of an interface (JLS 9.8). Safe for use by several threads. */
final class Functional {

  private static final Set<String> OF_OBJECT =
      Set.of("equals", "hashCode", "toString", "getClass", "notify", "notifyAll", "wait");

  private final ClassIndex index;
  private final Supertypes supertypes;
  private final ConcurrentMap<String, Recorder.Known<Optional<Members.Inherited>>> methods =
      new ConcurrentHashMap<>();

  Functional(ClassIndex index, Supertypes supertypes) {
    this.index = index;
    this.supertypes = supertypes;
  }

  /** The function of a type, or null if it is no functional interface or not known. */
  FunctionType of(TypeRef type) {
    if (!type.isClass()) {
      return null;
    }
    Recorder.Known<Optional<Members.Inherited>> known = methods.get(type.name());
    if (known == null) {
      known = index.recorder().keep(() -> Optional.ofNullable(find(type.name())));
      methods.put(type.name(), known);
    }
    Optional<Members.Inherited> found = index.recorder().use(known);
    if (found.isEmpty()) {
      return null;
    }
    ClassInfo info = index.find(type.name());
    MethodInfo m = found.get().method();
    TypeRef view = found.get().view().substitute(Supertypes.arguments(info, type));
    UnaryOperator<TypeRef> map = Supertypes.arguments(index.find(view.name()), view);
    List<TypeRef> params = m.params().stream().map(p -> p.substitute(map)).toList();
    return new FunctionType(type, m, params, m.returns().substitute(map));
  }

  private Members.Inherited find(String name) {
    ClassInfo info = index.find(name);
    if (info == null || !info.isInterface()) {
      return null;
    }
    Members.Inherited only = null;
    Set<String> settled = new HashSet<>();
    for (TypeRef view : supertypes.views(info.selfType())) {
      ClassInfo up = index.find(view.name());
      if (up == null || !up.isInterface()) {
        continue;
      }
      for (List<MethodInfo> overloads : up.methods().values()) {
        for (MethodInfo m : overloads) {
          String shape = m.name() + "/" + m.params().size();
          if (m.isStatic() || OF_OBJECT.contains(m.name()) || !settled.add(shape)) {
            continue;
          }
          if (m.isAbstract() && only != null) {
            return null;
          }
          only = m.isAbstract() ? new Members.Inherited(m, view) : only;
        }
      }
    }
    return only;
  }
}
