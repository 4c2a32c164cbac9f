package io.conccheck.analyzer.types;

import com.github.javaparser.ast.Node;

/**
 * What a simple name in an expression stands for: a local (its declaring node: a variable
 * declarator, parameter or pattern) or a field.
 *
 * @param local the declaring node, or null
 * @param field the field, or null
 * @param type the type here, of a field with the arguments of its owner put in
 */
public record Meaning(Node local, FieldInfo field, TypeRef type) {

  public boolean isLocal() {
    return local != null;
  }

  public boolean isField() {
    return field != null;
  }
}
