package io.conccheck.analyzer.types;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a functional interface takes and gives (JLS 9.9).
 *
 * @param type the interface with its arguments
 * @param method its only abstract method
 * @param params parameter types, arguments put in
 * @param returns result type, arguments put in
 */
public record FunctionType(TypeRef type, MethodInfo method, List<TypeRef> params, TypeRef returns) {

  FunctionType substitute(UnaryOperator<TypeRef> map) {
    return new FunctionType(
        type.substitute(map),
        method,
        params.stream().map(p -> p.substitute(map)).toList(),
        returns.substitute(map));
  }

  /** The parameter's type, the bound of {@code ? super T} taken; UNKNOWN beyond the last. */
  TypeRef param(int n) {
    TypeRef p = n < params.size() ? params.get(n) : TypeRef.UNKNOWN;
    return p.kind() == TypeRef.Kind.SUPER ? p.args().get(0) : p;
  }
}
