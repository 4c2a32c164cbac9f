package io.conccheck.analyzer.facts.life;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import io.conccheck.analyzer.source.NodeIndex;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.Target;
import io.conccheck.analyzer.types.Types;
import java.util.ArrayList;
import java.util.List;

/** Methods that are declared in the file of their callers. */
public final class LocalMethods {

  private final Types types;
  private final NodeIndex nodes;

  public LocalMethods(Types types, NodeIndex nodes) {
    this.types = types;
    this.nodes = nodes;
  }

  /** The declaration that a call means, if it stands in this file; else null. */
  public CallableDeclaration<?> declaration(Node call) {
    if (call instanceof MethodCallExpr c) {
      return find(types.target(c), MethodDeclaration.class);
    } else if (call instanceof MethodReferenceExpr r) {
      return find(types.target(r), MethodDeclaration.class);
    } else if (call instanceof ObjectCreationExpr o) {
      return find(types.target(o), ConstructorDeclaration.class);
    }
    return null;
  }

  private <T extends CallableDeclaration<?>> T find(Target target, Class<T> kind) {
    if (target == null || !target.certain()) {
      return null;
    }
    T found = null;
    for (T d : nodes.all(kind)) {
      if (matches(d, target)) {
        if (found != null) {
          return null; // overloads of equal length: which one is not known here
        }
        found = d;
      }
    }
    return found;
  }

  private boolean matches(CallableDeclaration<?> d, Target target) {
    boolean named =
        d instanceof ConstructorDeclaration || d.getNameAsString().equals(target.name());
    if (!named || d.getParameters().size() != target.method().params().size()) {
      return false;
    }
    ClassInfo owner = types.enclosingClass(d);
    return owner != null && owner.name().equals(target.owner());
  }

  /** The parameter that takes an argument of a call, if it is declared in this file; else null. */
  public Parameter parameter(Node call, Expression argument) {
    NodeList<Expression> arguments =
        call instanceof MethodCallExpr c
            ? c.getArguments()
            : ((ObjectCreationExpr) call).getArguments();
    int index = indexOf(arguments, argument);
    CallableDeclaration<?> d = index < 0 ? null : declaration(call);
    if (d == null || index >= d.getParameters().size()) {
      return null;
    }
    Parameter p = d.getParameter(index);
    return p.isVarArgs() ? null : p;
  }

  private static int indexOf(NodeList<Expression> arguments, Expression argument) {
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i) == argument) {
        return i;
      }
    }
    return -1;
  }

  /** All calls in this file that mean that method. */
  public List<MethodCallExpr> callsOf(MethodDeclaration method) {
    List<MethodCallExpr> found = new ArrayList<>();
    for (MethodCallExpr call : nodes.calls(method.getNameAsString())) {
      if (declaration(call) == method) {
        found.add(call);
      }
    }
    return found;
  }
}
