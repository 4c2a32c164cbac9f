package io.conccheck.analyzer.types;

import java.util.List;
import java.util.Map;

/** A class read from a class file. */
record ClassFileInfo(
    String name,
    int flags,
    List<TypeParam> typeParams,
    TypeRef superclass,
    List<TypeRef> interfaces,
    Map<String, FieldInfo> fields,
    Map<String, List<MethodInfo>> methods,
    Map<String, String> memberClasses,
    String outer,
    List<String> annotations)
    implements ClassInfo {

  @Override
  public boolean fromSource() {
    return false;
  }
}
