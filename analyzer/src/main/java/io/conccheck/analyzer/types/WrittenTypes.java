package io.conccheck.analyzer.types;

import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithModifiers;
import com.github.javaparser.ast.type.ArrayType;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import com.github.javaparser.ast.type.IntersectionType;
import com.github.javaparser.ast.type.PrimitiveType;
import com.github.javaparser.ast.type.Type;
import com.github.javaparser.ast.type.TypeParameter;
import com.github.javaparser.ast.type.WildcardType;
import java.util.List;

/** Types, modifiers and annotations of the syntax tree in the form that declarations keep. */
final class WrittenTypes {

  private WrittenTypes() {}

  static TypeRef of(Type type) {
    if (type instanceof ArrayType a) {
      return of(a.getComponentType()).array(1);
    } else if (type instanceof PrimitiveType p) {
      return TypeRef.primitive(p.asString());
    } else if (type.isVoidType()) {
      return TypeRef.VOID;
    } else if (type instanceof ClassOrInterfaceType c) {
      List<TypeRef> args =
          c.getTypeArguments()
              .map(l -> l.stream().map(WrittenTypes::of).toList())
              .orElse(List.of());
      return TypeRef.written(c.getNameWithScope(), args);
    } else if (type instanceof WildcardType w) {
      if (w.getSuperType().isPresent()) {
        return new TypeRef(TypeRef.Kind.SUPER, "?", List.of(of(w.getSuperType().get())), 0);
      }
      return w.getExtendedType().map(WrittenTypes::of).orElse(TypeRef.UNKNOWN);
    } else if (type instanceof IntersectionType i) {
      return of(i.getElements().get(0));
    }
    return TypeRef.UNKNOWN; // var, union and the like: whoever needs them asks the tree
  }

  static List<TypeParam> params(NodeList<TypeParameter> params) {
    return params.stream()
        .map(
            p ->
                new TypeParam(
                    p.getNameAsString(), p.getTypeBound().stream().map(WrittenTypes::of).toList()))
        .toList();
  }

  static TypeRef of(Parameter p) {
    return of(p.getType()).array(p.isVarArgs() ? 1 : 0);
  }

  static List<String> annotations(NodeList<AnnotationExpr> annotations) {
    return annotations.stream().map(WrittenTypes::text).toList();
  }

  private static String text(AnnotationExpr a) {
    String name = a.getName().getIdentifier();
    if (a.isSingleMemberAnnotationExpr()) {
      return name + "(" + a.asSingleMemberAnnotationExpr().getMemberValue() + ")";
    } else if (a.isNormalAnnotationExpr()) {
      return name
          + a.asNormalAnnotationExpr().getPairs().toString().replace('[', '(').replace(']', ')');
    }
    return name;
  }

  static int flags(NodeWithModifiers<?> node) {
    int flags = 0;
    for (var m : node.getModifiers()) {
      flags |=
          switch (m.getKeyword()) {
            case PUBLIC -> Flags.PUBLIC;
            case PRIVATE -> Flags.PRIVATE;
            case PROTECTED -> Flags.PROTECTED;
            case STATIC -> Flags.STATIC;
            case FINAL -> Flags.FINAL;
            case SYNCHRONIZED -> Flags.SYNCHRONIZED;
            case VOLATILE -> Flags.VOLATILE;
            case TRANSIENT -> Flags.TRANSIENT;
            case NATIVE -> Flags.NATIVE;
            case ABSTRACT -> Flags.ABSTRACT;
            case DEFAULT -> Flags.DEFAULT;
            default -> 0;
          };
    }
    return flags;
  }
}
