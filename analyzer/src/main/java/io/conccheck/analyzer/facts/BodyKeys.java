package io.conccheck.analyzer.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.type.Type;
import io.conccheck.analyzer.source.NodeIndex;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.MethodInfo;
import io.conccheck.analyzer.types.Types;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Names the bodies of a file, and remembers what its variables are given. */
final class BodyKeys {

  private final Types types;
  private final Map<Node, String> keys = new IdentityHashMap<>();
  private final Map<Node, Expression> locals = new IdentityHashMap<>();
  private final Map<String, Expression> fields = new HashMap<>();
  private final Map<String, MethodDeclaration> methods = new HashMap<>();
  private final Map<String, ConstructorDeclaration> constructors = new HashMap<>();

  BodyKeys(Types types, NodeIndex nodes) {
    this.types = types;
    for (MethodDeclaration m : nodes.all(MethodDeclaration.class)) {
      methods.put(of(m), m);
    }
    for (ConstructorDeclaration c : nodes.all(ConstructorDeclaration.class)) {
      constructors.put(of(c), c);
    }
    for (VariableDeclarator v : nodes.all(VariableDeclarator.class)) {
      ClassInfo info = Tasks.isFieldDeclarator(v) ? types.enclosingClass(v) : null;
      if (info != null && v.getInitializer().isPresent()) {
        fields.put(info.name() + "." + v.getNameAsString(), Types.bare(v.getInitializer().get()));
      }
    }
    for (AssignExpr a : nodes.all(AssignExpr.class)) {
      Meaning m = types.meaning(a.getTarget());
      if (m != null && m.isLocal()) {
        locals.put(m.local(), Types.bare(a.getValue()));
      } else if (m != null && !a.getValue().isNullLiteralExpr()) {
        fields.put(m.field().symbol(), Types.bare(a.getValue()));
      }
    }
  }

  /** Methods of the file by key. */
  Map<String, MethodDeclaration> methods() {
    return methods;
  }

  /** Constructors of the file by key, canonical ones of records left out. */
  Map<String, ConstructorDeclaration> constructors() {
    return constructors;
  }

  /** What a local is assigned somewhere, or null. */
  Expression assigned(Node local) {
    return locals.get(local);
  }

  /** What a field is given somewhere in this file, or null. */
  Expression assigned(String fieldSymbol) {
    return fields.get(fieldSymbol);
  }

  /** Name of a body, unique in the whole scan as far as class names are. */
  String of(Node body) {
    String known = keys.get(body);
    if (known == null) {
      known = name(body);
      keys.put(body, known);
    }
    return known;
  }

  private String name(Node body) {
    ClassInfo info = types.enclosingClass(body);
    String owner = info == null ? "?" : info.name();
    if (body instanceof LambdaExpr || body instanceof MethodReferenceExpr) {
      Node outer = Tree.body(body);
      String place = body.getBegin().map(p -> p.line + ":" + p.column).orElse("?");
      return (outer == null ? owner : of(outer)) + "$lambda@" + place;
    } else if (body instanceof MethodDeclaration m) {
      return declared(
          info, m.getNameAsString(), m.getParameters().stream().map(p -> p.getType()).toList(), m);
    } else if (body instanceof ConstructorDeclaration c) {
      return declared(info, "<init>", c.getParameters().stream().map(p -> p.getType()).toList(), c);
    } else if (body instanceof InitializerDeclaration i) {
      return owner
          + "#"
          + (i.isStatic() ? "<clinit>" : "<init>")
          + "@"
          + body.getBegin().map(p -> p.line).orElse(0);
    } else if (body instanceof FieldDeclaration f) {
      return owner
          + "#"
          + (f.isStatic() ? "<clinit>" : "<init>")
          + "@"
          + body.getBegin().map(p -> p.line).orElse(0);
    }
    return owner + "#<init>";
  }

  private String declared(ClassInfo info, String name, List<Type> params, Node node) {
    List<MethodInfo> all = info == null ? List.of() : info.methods(name);
    if (all.size() == 1) {
      return all.get(0).key();
    }
    // Among overloads the declaration's own types decide.
    List<String> written = params.stream().map(t -> types.resolve(t).toString()).toList();
    for (MethodInfo m : all) {
      boolean same = m.params().size() == written.size();
      for (int i = 0; same && i < written.size(); i++) {
        boolean last = m.isVarargs() && i == written.size() - 1;
        String declared =
            last ? m.params().get(i).element().toString() : m.params().get(i).toString();
        same = declared.equals(written.get(i));
      }
      if (same) {
        return m.key();
      }
    }
    return (info == null ? "?" : info.name())
        + "#"
        + name
        + "@"
        + node.getBegin().map(p -> p.line).orElse(0);
  }
}
