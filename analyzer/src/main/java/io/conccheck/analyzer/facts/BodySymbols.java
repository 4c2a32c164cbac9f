package io.conccheck.analyzer.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.CompactConstructorDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.Types;

/** Line-free names of places, as the runtime would give them. */
public final class BodySymbols {

  private BodySymbols() {}

  /**
   * {@code com.acme.Server#start} for what lies in a method, lambdas included; {@code <init>} and
   * {@code <clinit>} for constructors and initialisers; the class alone for what lies in no member;
   * null outside all classes.
   */
  public static String of(Node node, Types types) {
    Node member = node;
    while (member != null && name(member) == null) {
      member = member.getParentNode().orElse(null);
    }
    ClassInfo info = member == null ? types.declaredBy(node) : types.enclosingClass(member);
    if (info == null) {
      info = types.enclosingClass(node);
    }
    if (info == null) {
      return null;
    }
    return member == null ? info.name() : info.name() + "#" + name(member);
  }

  private static String name(Node node) {
    if (node instanceof MethodDeclaration m) {
      return m.getNameAsString();
    } else if (node instanceof ConstructorDeclaration
        || node instanceof CompactConstructorDeclaration) {
      return "<init>";
    } else if (node instanceof InitializerDeclaration i) {
      return i.isStatic() ? "<clinit>" : "<init>";
    } else if (node instanceof FieldDeclaration f) {
      return f.isStatic() ? "<clinit>" : "<init>";
    }
    return null;
  }
}
