package io.conccheck.analyzer.source;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.TypePatternExpr;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import com.github.javaparser.ast.type.Type;
import com.github.javaparser.ast.type.VarType;

/** The grammar reads {@code var} as the name of a class; this puts it right (JLS 3.9, 14.4). */
final class VarTypes {

  private VarTypes() {}

  /** The node, or what stands in its place now. */
  static Node convert(Node node) {
    boolean named =
        node instanceof ClassOrInterfaceType t
            && t.getName().getIdentifier().equals("var")
            && t.getScope().isEmpty()
            && t.getTypeArguments().isEmpty();
    if (!named) {
      return node;
    }
    Node parent = node.getParentNode().orElse(null);
    VarType replacement = new VarType();
    replacement.setRange(node.getRange().orElse(null));
    if (parent instanceof VariableDeclarator v) {
      v.setType(replacement);
    } else if (parent instanceof Parameter p) {
      p.setType((Type) replacement);
    } else if (parent instanceof TypePatternExpr p) {
      p.setType(replacement);
    } else {
      return node;
    }
    return replacement;
  }
}
