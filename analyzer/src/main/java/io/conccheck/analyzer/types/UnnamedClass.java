package io.conccheck.analyzer.types;

import java.util.List;
import java.util.Map;

/**
 * What other files and the whole program may know of a local or anonymous class: its place among
 * the types. Immutable.
 *
 * @param name binary name
 * @param flags see {@link Flags}
 * @param superclass resolved, or null
 * @param interfaces resolved
 * @param outer binary name of the class around it
 */
public record UnnamedClass(
    String name, int flags, TypeRef superclass, List<TypeRef> interfaces, String outer)
    implements ClassInfo {

  static UnnamedClass of(ClassInfo info) {
    return new UnnamedClass(
        info.name(), info.flags(), info.superclass(), List.copyOf(info.interfaces()), info.outer());
  }

  @Override
  public List<TypeParam> typeParams() {
    return List.of();
  }

  @Override
  public Map<String, FieldInfo> fields() {
    return Map.of();
  }

  @Override
  public Map<String, List<MethodInfo>> methods() {
    return Map.of();
  }

  @Override
  public Map<String, String> memberClasses() {
    return Map.of();
  }

  @Override
  public List<String> annotations() {
    return List.of();
  }

  @Override
  public boolean fromSource() {
    return true;
  }
}
