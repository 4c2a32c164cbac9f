package io.conccheck.analyzer.types;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.EnumConstantDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.LocalClassDeclarationStmt;
import com.github.javaparser.ast.stmt.LocalRecordDeclarationStmt;
import io.conccheck.analyzer.source.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Which class each place of a file belongs to, local and anonymous classes included. */
final class ClassNodes {

  private final ClassIndex index;
  private final FileScope file;
  private final Map<Node, ClassInfo> classes = new IdentityHashMap<>();
  private final List<ClassInfo> unnamed = new ArrayList<>();
  private final Map<String, Integer> counters = new HashMap<>();
  private final Map<String, List<TypeDeclaration<?>>> locals = new HashMap<>();

  ClassNodes(CompilationUnit unit, FileScope file, ClassIndex index) {
    this.index = index;
    this.file = file;
    for (TypeDeclaration<?> t : unit.getTypes()) {
      named(t, file.qualify(t.getNameAsString()));
    }
  }

  private void named(TypeDeclaration<?> t, String name) {
    ClassInfo info = index.find(name);
    if (info == null) {
      return; // the caller did not declare the file; nothing is known about it
    }
    classes.put(t, info);
    for (Node child : t.getChildNodes()) {
      if (child instanceof TypeDeclaration<?> member) {
        named(member, name + "$" + member.getNameAsString());
      } else {
        visit(child, info);
      }
    }
  }

  private void visit(Node node, ClassInfo in) {
    if (node instanceof ObjectCreationExpr o && o.getAnonymousClassBody().isPresent()) {
      NodeList<BodyDeclaration<?>> body = o.getAnonymousClassBody().get();
      for (Node child : node.getChildNodes()) {
        if (!isMember(child, body)) {
          visit(child, in);
        }
      }
      anonymous(node, WrittenTypes.of(o.getType()), body, in);
    } else if (node instanceof EnumConstantDeclaration e && !e.getClassBody().isEmpty()) {
      e.getArguments().forEach(a -> visit(a, in));
      anonymous(node, TypeRef.of(in.name()), e.getClassBody(), in);
    } else if (node instanceof LocalClassDeclarationStmt l) {
      local(l.getClassDeclaration(), in);
    } else if (node instanceof LocalRecordDeclarationStmt l) {
      local(l.getRecordDeclaration(), in);
    } else if (node instanceof TypeDeclaration<?> t) {
      local(t, in);
    } else {
      node.getChildNodes().forEach(child -> visit(child, in));
    }
  }

  private static boolean isMember(Node child, NodeList<BodyDeclaration<?>> body) {
    return child instanceof BodyDeclaration<?> && body.stream().anyMatch(b -> b == child);
  }

  private void anonymous(Node node, TypeRef of, NodeList<BodyDeclaration<?>> body, ClassInfo in) {
    SourceClassInfo.Written w = new SourceClassInfo.Written();
    w.name = in.name() + "$" + counters.merge(in.name(), 1, Integer::sum);
    w.outer = in.name();
    w.flags = Flags.FINAL;
    w.superclass = of; // an interface here is put right by AnonymousClassInfo
    w.enclosingParams = typeParams(node);
    for (BodyDeclaration<?> m : body) {
      if (m instanceof TypeDeclaration<?> t) {
        w.members.put(t.getNameAsString(), w.name + "$" + t.getNameAsString());
      }
    }
    MemberDeclarations.add(body, w);
    ClassInfo info = new AnonymousClassInfo(new SourceClassInfo(w.done(), file, in), index);
    register(node, info);
    for (BodyDeclaration<?> m : body) {
      if (m instanceof TypeDeclaration<?> t) {
        String member = w.name + "$" + t.getNameAsString();
        Declarations.inside(info, t, member, List.of(), file).forEach(this::add);
        named(t, w.name + "$" + t.getNameAsString());
      } else {
        visit(m, info);
      }
    }
  }

  private void local(TypeDeclaration<?> t, ClassInfo in) {
    String simple = t.getNameAsString();
    int number = counters.merge(in.name() + "/" + simple, 1, Integer::sum);
    String name = in.name() + "$" + number + simple;
    locals.computeIfAbsent(simple, s -> new ArrayList<>()).add(t);
    file.addLocal(simple, name);
    Declarations.inside(in, t, name, typeParams(t), file).forEach(this::add);
    named(t, name);
  }

  private void add(ClassInfo info) {
    index.add(info);
    unnamed.add(info);
  }

  /** The local and anonymous classes of the file. */
  List<ClassInfo> unnamed() {
    return unnamed;
  }

  private void register(Node node, ClassInfo info) {
    add(info);
    classes.put(node, info);
  }

  /** Type parameters of the methods around a node, innermost first. */
  static List<TypeParam> typeParams(Node node) {
    List<TypeParam> params = new ArrayList<>();
    for (Node n = node; n != null; n = n.getParentNode().orElse(null)) {
      if (n instanceof MethodDeclaration m && !m.getTypeParameters().isEmpty()) {
        params.addAll(WrittenTypes.params(m.getTypeParameters()));
      }
    }
    return params;
  }

  /** The class declared by that node, or null. */
  ClassInfo declaredBy(Node node) {
    return classes.get(node);
  }

  /** The innermost class whose body holds the node, or null. */
  ClassInfo enclosing(Node node) {
    Node child = node;
    for (Node n = node.getParentNode().orElse(null);
        n != null;
        n = n.getParentNode().orElse(null)) {
      ClassInfo info = classes.get(n);
      if (info != null
          && (n instanceof TypeDeclaration<?> || child instanceof BodyDeclaration<?>)) {
        return info;
      }
      child = n;
    }
    return null;
  }

  /** The local class of that name visible from a node, or null. */
  ClassInfo local(String simpleName, Node at) {
    for (TypeDeclaration<?> t : locals.getOrDefault(simpleName, List.of())) {
      Node statement = t.getParentNode().orElse(t);
      Node scope = statement.getParentNode().orElse(statement);
      if (Tree.contains(scope, at)) {
        return classes.get(t);
      }
    }
    return null;
  }
}
