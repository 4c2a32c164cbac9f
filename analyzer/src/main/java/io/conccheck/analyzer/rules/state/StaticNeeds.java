package io.conccheck.analyzer.rules.state;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import io.conccheck.analyzer.rules.FieldDeclarations;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.analyzer.types.Target;
import io.conccheck.analyzer.types.TypeRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which classes of a file the static initialisers of its classes need initialised (JLS 12.4.1). */
final class StaticNeeds {

  private static final int DEEPEST = 3;

  /**
   * A class needed by another's static initialiser.
   *
   * @param by the class that is being initialised
   * @param of the class that it needs
   * @param at where
   * @param made true if it makes an object of it
   */
  record Need(ClassInfo by, ClassInfo of, Node at, boolean made) {}

  private final RuleContext file;
  private final Map<String, Need> needs = new LinkedHashMap<>();

  private StaticNeeds(RuleContext file) {
    this.file = file;
  }

  /** Found needs by {@code NAME>NAME}, one for each pair of classes. */
  static Map<String, Need> of(RuleContext file) {
    StaticNeeds found = new StaticNeeds(file);
    for (InitializerDeclaration i : file.all(InitializerDeclaration.class)) {
      if (i.isStatic()) {
        found.read(i, file.types().enclosingClass(i), i, Tree.identitySet(), 0);
      }
    }
    for (FieldDeclaration f : file.all(FieldDeclaration.class)) {
      ClassInfo in = file.types().enclosingClass(f);
      if (f.isStatic() && in != null && !in.isInterface()) {
        f.getVariables().forEach(v -> found.read(v, in, v, Tree.identitySet(), 0));
      }
    }
    return found.needs;
  }

  /** Code that runs while {@code by} is being initialised; {@code at} is where it is begun. */
  private void read(Node code, ClassInfo by, Node at, Set<Node> seen, int depth) {
    if (by == null || depth > DEEPEST || !seen.add(code)) {
      return;
    }
    for (ObjectCreationExpr o : Tree.within(code, ObjectCreationExpr.class)) {
      TypeRef type = o.getAnonymousClassBody().isPresent() ? TypeRef.UNKNOWN : file.types().of(o);
      ClassInfo of = type.isClass() ? file.types().find(type.name()) : null;
      need(by, of, depth == 0 ? o : at, true);
      if (of != null && of.name().equals(by.name())) {
        construction(of).forEach(p -> read(p, by, depth == 0 ? o : at, seen, depth + 1));
      }
    }
    for (MethodCallExpr c : Tree.within(code, MethodCallExpr.class)) {
      Target t = file.types().target(c);
      if (t != null && t.method().isStatic()) {
        need(by, file.types().find(t.owner()), depth == 0 ? c : at, false);
        MethodDeclaration m =
            t.owner().equals(by.name()) ? new Surroundings(file).declaration(c) : null;
        if (m != null) {
          read(m, by, depth == 0 ? c : at, seen, depth + 1);
        }
      }
    }
    Tree.within(code, FieldAccessExpr.class).forEach(f -> field(f, by, depth == 0 ? f : at));
    Tree.within(code, NameExpr.class).forEach(n -> field(n, by, depth == 0 ? n : at));
  }

  private void field(Expression e, ClassInfo by, Node at) {
    FieldInfo f = file.types().field(e);
    if (f != null && f.isStatic() && !f.owner().equals(by.name()) && !isConstant(f)) {
      need(by, file.types().find(f.owner()), at, false);
    }
  }

  /** A constant variable (JLS 4.12.4) is copied, its class left alone. */
  private boolean isConstant(FieldInfo f) {
    Expression value = f.isFinal() ? FieldDeclarations.initialValue(file, f) : null;
    boolean simple = f.type().isPrimitive() || f.type().isClass("java.lang.String");
    return simple
        && value != null
        && value.findAll(NameExpr.class).isEmpty()
        && value.findAll(MethodCallExpr.class).isEmpty()
        && value.findAll(FieldAccessExpr.class).isEmpty();
  }

  private void need(ClassInfo by, ClassInfo of, Node at, boolean made) {
    if (of != null && of.fromSource() && !of.isInterface() && !of.name().equals(by.name())) {
      Need need = new Need(by, of, at, made);
      needs.merge(by.name() + ">" + of.name(), need, (a, b) -> a.made() || !made ? a : b);
    }
  }

  /** What runs when an object of a class of this file is made: its constructors and fields. */
  private List<Node> construction(ClassInfo info) {
    List<Node> parts = new ArrayList<>();
    for (ConstructorDeclaration c : file.all(ConstructorDeclaration.class)) {
      if (isOf(c, info)) {
        parts.add(c);
      }
    }
    for (FieldDeclaration f : file.all(FieldDeclaration.class)) {
      if (!f.isStatic() && isOf(f, info)) {
        parts.addAll(f.getVariables());
      }
    }
    return parts;
  }

  private boolean isOf(Node member, ClassInfo info) {
    ClassInfo in = file.types().enclosingClass(member);
    return in != null && in.name().equals(info.name());
  }
}
