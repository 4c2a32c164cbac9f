package io.conccheck.analyzer.types;

import java.util.List;
import java.util.Map;

/** An anonymous class: what stands after {@code new} is its superclass or its only interface. */
record AnonymousClassInfo(SourceClassInfo body, ClassIndex index) implements ClassInfo {

  private boolean implementsInterface() {
    TypeRef named = body.superclass();
    ClassInfo info = named == null ? null : index.find(named.name());
    return info != null && info.isInterface();
  }

  @Override
  public String name() {
    return body.name();
  }

  @Override
  public int flags() {
    return body.flags();
  }

  @Override
  public List<TypeParam> typeParams() {
    return List.of();
  }

  @Override
  public TypeRef superclass() {
    return implementsInterface() ? TypeRef.OBJECT : body.superclass();
  }

  @Override
  public List<TypeRef> interfaces() {
    return implementsInterface() ? List.of(body.superclass()) : List.of();
  }

  @Override
  public Map<String, FieldInfo> fields() {
    return body.fields();
  }

  @Override
  public Map<String, List<MethodInfo>> methods() {
    return body.methods();
  }

  @Override
  public Map<String, String> memberClasses() {
    return body.memberClasses();
  }

  @Override
  public FieldInfo field(String name) {
    return body.field(name);
  }

  @Override
  public List<MethodInfo> methods(String name) {
    return body.methods(name);
  }

  @Override
  public String memberClass(String simpleName) {
    return body.memberClass(simpleName);
  }

  @Override
  public String outer() {
    return body.outer();
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
