package io.conccheck.analyzer.types;

import java.util.List;
import java.util.Map;

/**
 * What a file says of a class, types as written.
 *
 * @param name binary name
 * @param outer binary name of the class around it, or null
 * @param flags see {@link Flags}
 * @param members binary names of member classes by simple name
 * @param enclosingParams type parameters of the methods around it
 */
record WrittenClass(
    String name,
    String outer,
    int flags,
    List<TypeParam> typeParams,
    TypeRef superclass,
    List<TypeRef> interfaces,
    List<String> annotations,
    Map<String, String> members,
    List<FieldInfo> fields,
    List<MethodInfo> methods,
    List<TypeParam> enclosingParams) {}
