package io.conccheck.analyzer.types;

import java.util.List;

/**
 * A declared type parameter.
 *
 * @param name as declared
 * @param bounds its bounds; empty for Object
 */
public record TypeParam(String name, List<TypeRef> bounds) {
  public TypeParam {
    bounds = List.copyOf(bounds);
  }
}
