package io.conccheck.analyzer.source;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.ArrayInitializerExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MemberValuePair;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.NormalAnnotationExpr;
import com.github.javaparser.ast.expr.SingleMemberAnnotationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.TextBlockLiteralExpr;
import java.util.ArrayList;
import java.util.List;

/**
 * The texts that an annotation is given: literals, constants of the same file, and sums of both.
 */
final class ConstantTexts {

  private static final int DEEPEST = 4;

  private final CompilationUnit unit;

  ConstantTexts(CompilationUnit unit) {
    this.unit = unit;
  }

  /** All texts of an annotation that can be told; in the order in which they are written. */
  List<String> in(AnnotationExpr a) {
    List<String> found = new ArrayList<>();
    if (a instanceof SingleMemberAnnotationExpr s) {
      collect(s.getMemberValue(), found);
    } else if (a instanceof NormalAnnotationExpr n) {
      for (MemberValuePair p : n.getPairs()) {
        collect(p.getValue(), found);
      }
    }
    return found;
  }

  private void collect(Expression e, List<String> found) {
    if (e instanceof ArrayInitializerExpr a) {
      a.getValues().forEach(v -> collect(v, found));
      return;
    }
    String text = of(e, 0);
    if (text != null) {
      found.add(text);
    }
  }

  private String of(Expression e, int depth) {
    if (e instanceof StringLiteralExpr s) {
      return s.asString();
    } else if (e instanceof TextBlockLiteralExpr t) {
      return t.asString();
    } else if (e instanceof EnclosedExpr p) {
      return of(p.getInner(), depth);
    } else if (e instanceof BinaryExpr b && b.getOperator() == BinaryExpr.Operator.PLUS) {
      String left = of(b.getLeft(), depth);
      String right = of(b.getRight(), depth);
      return left == null || right == null ? null : left + right;
    } else if (e instanceof NameExpr n) {
      return constant(n.getNameAsString(), depth);
    }
    return e instanceof FieldAccessExpr f ? constant(f.getNameAsString(), depth) : null;
  }

  /** What a field of that name is declared with, if all of the file agree. */
  private String constant(String name, int depth) {
    String one = null;
    for (VariableDeclarator v :
        depth < DEEPEST ? unit.findAll(VariableDeclarator.class) : List.<VariableDeclarator>of()) {
      if (v.getNameAsString().equals(name) && v.getInitializer().isPresent()) {
        String text = of(v.getInitializer().get(), depth + 1);
        if (text == null || one != null && !one.equals(text)) {
          return null;
        }
        one = text;
      }
    }
    return one;
  }
}
