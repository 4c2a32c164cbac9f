package io.conccheck.analyzer.facts.life;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import io.conccheck.analyzer.source.NodeIndex;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.TypeRef;
import io.conccheck.analyzer.types.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The code that a task runs, as far as it stands in the same file. */
public final class Tasks {

  private static final Set<String> ENTRIES = Set.of("run", "call", "get", "compute", "exec");

  private final Types types;
  private final NodeIndex nodes;
  private final LocalMethods methods;

  public Tasks(Types types, NodeIndex nodes) {
    this.types = types;
    this.nodes = nodes;
    this.methods = new LocalMethods(types, nodes);
  }

  /** The lambda or method that an argument stands for; null if it is not in this file. */
  public Node body(Expression argument) {
    Expression e = Types.bare(argument);
    if (e instanceof LambdaExpr) {
      return e;
    } else if (e instanceof MethodReferenceExpr r) {
      Node declared = methods.declaration(r);
      boolean variable = types.meaning(r.getScope()) != null;
      return declared == null && variable ? r : declared;
    } else if (e instanceof ObjectCreationExpr o) {
      return o.getAnonymousClassBody().map(Tasks::entry).orElseGet(() -> entryOf(types.of(o)));
    }
    Meaning m = types.meaning(e);
    boolean initialised =
        m != null
            && m.isLocal()
            && m.local() instanceof VariableDeclarator v
            && v.getInitializer().isPresent();
    if (!initialised) {
      return m == null ? null : entryOf(m.type());
    }
    Expression initial = ((VariableDeclarator) m.local()).getInitializer().get();
    return initial.isNameExpr() ? null : body(initial);
  }

  private Node entryOf(TypeRef type) {
    String name = type.name();
    List<TypeDeclaration<?>> declared = new ArrayList<>();
    declared.addAll(nodes.all(ClassOrInterfaceDeclaration.class));
    declared.addAll(nodes.all(RecordDeclaration.class));
    declared.addAll(nodes.all(EnumDeclaration.class));
    for (TypeDeclaration<?> d : declared) {
      ClassInfo info = types.declaredBy(d);
      if (info != null && info.name().equals(name)) {
        return entry(d.getMembers());
      }
    }
    return null;
  }

  private static Node entry(List<? extends BodyDeclaration<?>> members) {
    for (BodyDeclaration<?> b : members) {
      boolean entry =
          b instanceof MethodDeclaration m
              && m.getParameters().isEmpty()
              && ENTRIES.contains(m.getNameAsString());
      if (entry) {
        return b;
      }
    }
    return null;
  }

  /** That body and the methods of this file that it calls, directly or through others. */
  public List<Node> reach(Node body) {
    Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Node> found = new ArrayList<>();
    collect(body, found, seen, 0);
    return found;
  }

  private void collect(Node body, List<Node> found, Set<Node> seen, int depth) {
    if (body == null || depth > MAX_DEPTH || !seen.add(body)) {
      return;
    }
    found.add(body);
    for (MethodCallExpr call : Tree.within(body, MethodCallExpr.class)) {
      CallableDeclaration<?> d = methods.declaration(call);
      collect(d, found, seen, depth + 1);
    }
  }

  /** True if the call is surely of one of those methods of the class named. */
  boolean isOneOf(MethodCallExpr call, Map<String, List<String>> methods) {
    String name = call.getNameAsString();
    return methods.entrySet().stream()
        .anyMatch(
            e ->
                e.getValue().contains(name)
                    && types.isCall(call, e.getKey(), name)
                    && !call.getArguments().isEmpty()
                        == (types.target(call) == null || types.target(call).method().isStatic()));
  }

  /** The method of this file that a call means, as a list of none or one. */
  List<Node> called(MethodCallExpr call) {
    Node d = methods.declaration(call);
    return d == null ? List.of() : List.of(d);
  }

  /** Longer chains of helpers are rare in one file, and a bound keeps the cost linear. */
  private static final int MAX_DEPTH = 4;
}
