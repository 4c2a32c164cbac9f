package io.conccheck.analyzer.types;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.expr.*;
import com.github.javaparser.ast.visitor.GenericVisitorWithDefaults;
import java.util.List;

/** The static type of each kind of expression (JLS 15). */
final class ExprTypes extends GenericVisitorWithDefaults<TypeRef, Void> {

  private static final List<String> WIDTHS = List.of("double", "float", "long");

  private final Types types;

  ExprTypes(Types types) {
    this.types = types;
  }

  @Override
  public TypeRef defaultAction(Node n, Void arg) {
    return TypeRef.UNKNOWN;
  }

  @Override
  public TypeRef visit(NameExpr n, Void arg) {
    return variable(n);
  }

  @Override
  public TypeRef visit(FieldAccessExpr n, Void arg) {
    if (n.getNameAsString().equals("length") && types.of(n.getScope()).isArray()) {
      return TypeRef.INT;
    }
    return variable(n);
  }

  private TypeRef variable(Expression n) {
    Meaning m = types.meaning(n);
    if (m == null) {
      return TypeRef.UNKNOWN;
    }
    return m.type().kind() == TypeRef.Kind.SUPER ? TypeRef.OBJECT : m.type();
  }

  @Override
  public TypeRef visit(MethodCallExpr n, Void arg) {
    return types.calls().result(n);
  }

  @Override
  public TypeRef visit(ObjectCreationExpr n, Void arg) {
    TypeRef type = n.getScope().isPresent() ? innerOf(n) : types.resolve(n.getType());
    ClassInfo anonymous = types.declaredBy(n);
    if (anonymous != null) {
      return TypeRef.of(anonymous.name());
    }
    boolean diamond = n.getType().getTypeArguments().map(NodeList::isEmpty).orElse(false);
    if (diamond && type.isClass()) {
      TypeRef expected = types.expectation().outside(n);
      if (expected.isClass(type.name())) {
        return TypeRef.of(type.name(), expected.args());
      }
      return Diamond.fill(types, type, expected);
    }
    return type;
  }

  private TypeRef innerOf(ObjectCreationExpr n) {
    TypeRef outer = types.of(n.getScope().get()).bound();
    return outer.isClass()
        ? types.file().member(outer, n.getType().getNameAsString())
        : TypeRef.UNKNOWN;
  }

  @Override
  public TypeRef visit(ThisExpr n, Void arg) {
    if (n.getTypeName().isPresent()) {
      return types.resolve(TypeRef.written(n.getTypeName().get().asString(), List.of()), n);
    }
    ClassInfo info = types.enclosingClass(n);
    return info == null ? TypeRef.UNKNOWN : info.selfType();
  }

  @Override
  public TypeRef visit(SuperExpr n, Void arg) {
    ClassInfo info = types.enclosingClass(n);
    if (n.getTypeName().isPresent()) {
      TypeRef named =
          types.resolve(TypeRef.written(n.getTypeName().get().asString(), List.of()), n);
      ClassInfo of = types.find(named.name());
      return of == null || of.isInterface() || of.superclass() == null ? named : of.superclass();
    }
    return info == null || info.superclass() == null ? TypeRef.OBJECT : info.superclass();
  }

  @Override
  public TypeRef visit(EnclosedExpr n, Void arg) {
    return types.of(n.getInner());
  }

  @Override
  public TypeRef visit(CastExpr n, Void arg) {
    return types.resolve(n.getType());
  }

  @Override
  public TypeRef visit(AssignExpr n, Void arg) {
    return types.of(n.getTarget());
  }

  @Override
  public TypeRef visit(ArrayAccessExpr n, Void arg) {
    return types.of(n.getName()).element();
  }

  @Override
  public TypeRef visit(ArrayCreationExpr n, Void arg) {
    return types.resolve(n.getElementType()).array(n.getLevels().size());
  }

  @Override
  public TypeRef visit(ConditionalExpr n, Void arg) {
    TypeRef a = types.of(n.getThenExpr());
    TypeRef b = types.of(n.getElseExpr());
    if (a.equals(b) || b.kind() == TypeRef.Kind.NULL) {
      return a.boxed();
    } else if (a.kind() == TypeRef.Kind.NULL) {
      return b.boxed();
    }
    Assignability assignable = types.world().assignability();
    if (assignable.strict(a, b).yes()) {
      return b;
    }
    return assignable.strict(b, a).yes() ? a : TypeRef.UNKNOWN;
  }

  @Override
  public TypeRef visit(SwitchExpr n, Void arg) {
    return types.expectation().outside(n);
  }

  @Override
  public TypeRef visit(BinaryExpr n, Void arg) {
    switch (n.getOperator()) {
      case OR, AND, EQUALS, NOT_EQUALS, LESS, GREATER, LESS_EQUALS, GREATER_EQUALS -> {
        return TypeRef.BOOLEAN;
      }
      case LEFT_SHIFT, SIGNED_RIGHT_SHIFT, UNSIGNED_RIGHT_SHIFT -> {
        return numeric(types.of(n.getLeft()), TypeRef.INT);
      }
      default -> {
        return arithmetic(n);
      }
    }
  }

  private TypeRef arithmetic(BinaryExpr n) {
    // Long chains of + are deep trees: the string literal that decides is looked for first.
    if (n.getOperator() == BinaryExpr.Operator.PLUS && n.getRight().isStringLiteralExpr()) {
      return TypeRef.STRING;
    }
    TypeRef left = types.of(n.getLeft());
    TypeRef right = types.of(n.getRight());
    boolean plus = n.getOperator() == BinaryExpr.Operator.PLUS;
    if (plus && (left.isClass("java.lang.String") || right.isClass("java.lang.String"))) {
      return TypeRef.STRING;
    }
    if (unboxedName(left).equals("boolean") && unboxedName(right).equals("boolean")) {
      return TypeRef.BOOLEAN;
    }
    return left.isUnknown() || right.isUnknown() ? TypeRef.UNKNOWN : numeric(left, right);
  }

  private static TypeRef numeric(TypeRef left, TypeRef right) {
    if (left.isUnknown()) {
      return TypeRef.UNKNOWN;
    }
    for (String width : WIDTHS) {
      if (unboxedName(left).equals(width) || unboxedName(right).equals(width)) {
        return TypeRef.primitive(width);
      }
    }
    return TypeRef.INT;
  }

  private static String unboxedName(TypeRef t) {
    if (t.isClass() && t.name().startsWith("java.lang.")) {
      String simple = t.simpleName();
      return simple.equals("Integer") ? "int" : simple.toLowerCase(java.util.Locale.ROOT);
    }
    return t.isPrimitive() ? t.name() : "";
  }

  @Override
  public TypeRef visit(UnaryExpr n, Void arg) {
    if (n.getOperator() == UnaryExpr.Operator.LOGICAL_COMPLEMENT) {
      return TypeRef.BOOLEAN;
    }
    TypeRef t = types.of(n.getExpression());
    boolean step = n.getOperator().asString().length() == 2;
    return step ? t : numeric(t, TypeRef.INT);
  }

  @Override
  public TypeRef visit(InstanceOfExpr n, Void arg) {
    return TypeRef.BOOLEAN;
  }

  @Override
  public TypeRef visit(ClassExpr n, Void arg) {
    return TypeRef.of("java.lang.Class", List.of(types.resolve(n.getType()).boxed()));
  }

  @Override
  public TypeRef visit(LambdaExpr n, Void arg) {
    return types.expected(n);
  }

  @Override
  public TypeRef visit(MethodReferenceExpr n, Void arg) {
    return types.expected(n);
  }

  @Override
  public TypeRef visit(NullLiteralExpr n, Void arg) {
    return TypeRef.NULL;
  }

  @Override
  public TypeRef visit(StringLiteralExpr n, Void arg) {
    return TypeRef.STRING;
  }

  @Override
  public TypeRef visit(TextBlockLiteralExpr n, Void arg) {
    return TypeRef.STRING;
  }

  @Override
  public TypeRef visit(BooleanLiteralExpr n, Void arg) {
    return TypeRef.BOOLEAN;
  }

  @Override
  public TypeRef visit(CharLiteralExpr n, Void arg) {
    return TypeRef.primitive("char");
  }

  @Override
  public TypeRef visit(IntegerLiteralExpr n, Void arg) {
    return TypeRef.INT;
  }

  @Override
  public TypeRef visit(LongLiteralExpr n, Void arg) {
    return TypeRef.primitive("long");
  }

  @Override
  public TypeRef visit(DoubleLiteralExpr n, Void arg) {
    boolean isFloat = n.getValue().endsWith("f") || n.getValue().endsWith("F");
    return TypeRef.primitive(isFloat ? "float" : "double");
  }
}
