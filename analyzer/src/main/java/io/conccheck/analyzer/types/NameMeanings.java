package io.conccheck.analyzer.types;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.TypePatternExpr;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.type.Type;
import com.github.javaparser.ast.type.UnionType;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/** What names in expressions stand for (JLS 6.5.6). */
final class NameMeanings {

  private final Types types;
  private final Locals locals;
  private final Map<Node, TypeRef> localTypes = new IdentityHashMap<>();
  private final Map<Node, Map<String, Meaning>> fields = new IdentityHashMap<>();

  NameMeanings(Types types, Locals locals) {
    this.types = types;
    this.locals = locals;
  }

  /** A simple name: local, else field of an enclosing class, else static import; or null. */
  Meaning simple(String name, Node use) {
    Node child = use;
    for (Node n = use.getParentNode().orElse(null); n != null; n = n.getParentNode().orElse(null)) {
      Node declared = locals.declaredIn(n, child, name, use);
      if (declared != null) {
        return new Meaning(declared, null, typeOfLocal(declared));
      }
      ClassInfo info = types.declaredBy(n);
      if (info != null && types.enclosingClass(child) == info) {
        Meaning field = fieldOf(n, info, name);
        if (field != null) {
          return field;
        }
      }
      child = n;
    }
    for (TypeRef owner : types.file().staticOwners(name)) {
      Meaning field = types.members().field(owner, name);
      if (field != null) {
        return field;
      }
    }
    return null;
  }

  private Meaning fieldOf(Node declaration, ClassInfo info, String name) {
    Map<String, Meaning> known = fields.computeIfAbsent(declaration, d -> new HashMap<>());
    if (!known.containsKey(name)) {
      known.put(name, types.members().field(info.selfType(), name));
    }
    return known.get(name);
  }

  /** {@code a.b}: a field of what {@code a} is, or null. */
  Meaning member(FieldAccessExpr f) {
    TypeRef owner = types.receiver(f.getScope()).bound();
    return owner.isClass() ? types.members().field(owner, f.getNameAsString()) : null;
  }

  TypeRef typeOfLocal(Node declaration) {
    TypeRef known = localTypes.get(declaration);
    if (known == null) {
      localTypes.put(declaration, TypeRef.UNKNOWN); // ends circles
      known = declared(declaration);
      localTypes.put(declaration, known);
    }
    return known;
  }

  private TypeRef declared(Node declaration) {
    if (declaration instanceof VariableDeclarator v) {
      return v.getType().isVarType() ? ofVar(v) : types.resolve(v.getType());
    } else if (declaration instanceof TypePatternExpr p) {
      return p.getType().isVarType() ? TypeRef.UNKNOWN : types.resolve(p.getType());
    } else if (declaration instanceof Parameter p) {
      return parameter(p);
    }
    return TypeRef.UNKNOWN;
  }

  private TypeRef parameter(Parameter p) {
    Type type = p.getType();
    Node parent = p.getParentNode().orElse(p);
    if (parent instanceof LambdaExpr l && (type.isUnknownType() || type.isVarType())) {
      FunctionType function = types.functionOf(l);
      return function == null ? TypeRef.UNKNOWN : function.param(l.getParameters().indexOf(p));
    }
    if (type instanceof UnionType) {
      return TypeRef.of("java.lang.Throwable"); // all one may call on either of them for sure
    }
    return types.resolve(type).array(p.isVarArgs() ? 1 : 0);
  }

  private TypeRef ofVar(VariableDeclarator v) {
    if (v.getInitializer().isPresent()) {
      TypeRef t = types.of(v.getInitializer().get());
      return t.kind() == TypeRef.Kind.NULL ? TypeRef.UNKNOWN : t;
    }
    Node loop = v.getParentNode().flatMap(Node::getParentNode).orElse(v);
    return loop instanceof ForEachStmt f ? elementOf(types.of(f.getIterable())) : TypeRef.UNKNOWN;
  }

  private TypeRef elementOf(TypeRef iterable) {
    if (iterable.isArray()) {
      return iterable.element();
    }
    return types.as(iterable, "java.lang.Iterable").arg(0).bound();
  }

  /** The text of a chain of plain names, or null if the expression is anything else. */
  String dotted(Expression e) {
    if (e instanceof NameExpr n) {
      return n.getNameAsString();
    } else if (e instanceof FieldAccessExpr f) {
      String scope = dotted(f.getScope());
      return scope == null ? null : scope + "." + f.getNameAsString();
    }
    return null;
  }

  /** True if the first name of a chain is a variable, so that the chain names no class. */
  boolean startsWithValue(Expression e) {
    Expression first = e;
    while (first instanceof FieldAccessExpr f) {
      first = f.getScope();
    }
    return first instanceof NameExpr n && simple(n.getNameAsString(), n) != null;
  }
}
