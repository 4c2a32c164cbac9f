package io.conccheck.analyzer.facts;

import com.github.javaparser.Position;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.CastExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.expr.TypePatternExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithSimpleName;
import io.conccheck.analyzer.source.NodeIndex;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.TypeRef;
import io.conccheck.analyzer.types.Types;
import io.conccheck.findings.Location;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** Finds out which object an expression gives, as a {@link Path}. For one file, one thread. */
final class Paths {

  private final Types types;
  private final Set<Node> reassigned = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<Node, Path> locals = new IdentityHashMap<>();

  Paths(Types types, NodeIndex nodes) {
    this.types = types;
    for (AssignExpr a : nodes.all(AssignExpr.class)) {
      note(a.getTarget());
    }
    for (UnaryExpr u : nodes.all(UnaryExpr.class)) {
      if (u.getOperator().asString().length() == 2) {
        note(u.getExpression());
      }
    }
  }

  private void note(Expression target) {
    if (target instanceof NameExpr) {
      Meaning m = types.meaning(target);
      if (m != null && m.isLocal()) {
        reassigned.add(m.local());
      }
    }
  }

  /** True if the local variable or parameter is given another value after its declaration. */
  boolean isReassigned(Node declaration) {
    return reassigned.contains(declaration);
  }

  Path of(Expression raw) {
    Expression e = Types.bare(raw);
    if (e instanceof CastExpr c) {
      return of(c.getExpression());
    } else if (e instanceof ThisExpr) {
      TypeRef self = types.of(e);
      return self.isUnknown() ? Path.UNKNOWN : Path.self(self.name());
    } else if (e instanceof ObjectCreationExpr) {
      return fresh(e);
    } else if (e instanceof NameExpr || e instanceof FieldAccessExpr) {
      return variable(e);
    }
    return e instanceof MethodCallExpr c && c.getArguments().isEmpty() ? accessor(c) : Path.UNKNOWN;
  }

  /** What a record's accessor gives is its component. */
  private Path accessor(MethodCallExpr call) {
    FieldInfo component = RecordComponents.of(call, types);
    if (component == null) {
      return Path.UNKNOWN;
    }
    Path of = call.getScope().map(this::of).orElse(Path.self(component.owner()));
    return of.field(component.symbol());
  }

  private Path variable(Expression e) {
    Meaning m = types.meaning(e);
    if (m == null) {
      return Path.UNKNOWN;
    }
    return m.isLocal() ? local(m.local()) : field(e, m.field());
  }

  /** The path of the field that an expression names. */
  Path field(Expression e, FieldInfo field) {
    if (field.isStatic()) {
      return Path.STATIC.field(field.symbol());
    }
    if (e instanceof FieldAccessExpr f && !f.getScope().isSuperExpr()) {
      return of(f.getScope()).field(field.symbol());
    }
    ClassInfo owner = holder(e, field);
    return owner == null ? Path.UNKNOWN : Path.self(owner.name()).field(field.symbol());
  }

  /** The enclosing class whose {@code this} a bare field name means. */
  private ClassInfo holder(Expression e, FieldInfo field) {
    ClassInfo info = types.enclosingClass(e);
    while (info != null && !types.isA(TypeRef.of(info.name()), field.owner())) {
      info = info.outer() == null ? null : types.find(info.outer());
    }
    return info;
  }

  /** A local that is set once stands for what it is set to, else for itself. */
  Path local(Node declaration) {
    Path known = locals.get(declaration);
    if (known == null) {
      Path itself = Path.variable(id(declaration));
      locals.put(declaration, itself); // ends circles
      known = itself;
      if (declaration instanceof VariableDeclarator v
          && v.getInitializer().isPresent()
          && !isReassigned(declaration)) {
        Path alias = of(v.getInitializer().get());
        known = alias.isUnknown() || alias.isFresh() ? itself : alias;
      }
      locals.put(declaration, known);
    }
    return known;
  }

  static Path fresh(Node creation) {
    return new Path("new:" + place(creation), java.util.List.of());
  }

  /** The same, of what was made at that place of the file. */
  static Path fresh(Location creation) {
    return new Path("new:" + creation.line() + ":" + creation.column(), java.util.List.of());
  }

  /** Name and place of a local: unique within its file. */
  static String id(Node declaration) {
    String name =
        declaration instanceof NodeWithSimpleName<?> n
            ? n.getNameAsString()
            : declaration instanceof TypePatternExpr p ? p.getNameAsString() : "?";
    return name + "@" + place(declaration);
  }

  private static String place(Node n) {
    Position p = n.getBegin().orElse(Position.HOME);
    return p.line + ":" + p.column;
  }

  /** The local or parameter that a plain name means, or null. */
  Node declaration(Expression e) {
    Meaning m = Types.bare(e) instanceof NameExpr n ? types.meaning(n) : null;
    return m == null ? null : m.local();
  }

  static boolean isParameterOf(Node declaration, Node body) {
    return declaration instanceof Parameter && Tree.parent(declaration) == body;
  }
}
