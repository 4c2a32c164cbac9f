package io.conccheck.analyzer.types;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import java.util.ArrayList;
import java.util.List;

/** Chooses among overloads (JLS 15.12.2), as far as types are known. */
final class Overloads {

  private record Candidate(Members.Inherited method, int phase, boolean sure) {}

  private final Types types;
  private final Assignability assignable;

  Overloads(Types types, Assignability assignable) {
    this.types = types;
    this.assignable = assignable;
  }

  /** The overload that those arguments choose, or null if none fits. */
  Target choose(List<Members.Inherited> methods, TypeRef receiver, List<Expression> args) {
    List<Members.Inherited> fitting = new ArrayList<>();
    for (Members.Inherited m : methods) {
      if (fitsCount(m.method(), args.size())) {
        fitting.add(m);
      }
    }
    if (fitting.isEmpty()) {
      return null;
    }
    if (fitting.size() == 1) {
      return target(fitting.get(0), receiver, true);
    }
    List<Candidate> candidates = applicable(fitting, args);
    if (candidates.isEmpty()) {
      return null;
    }
    Candidate best = mostSpecific(candidates, args);
    boolean sure =
        candidates.size() == 1 || best != null && candidates.stream().allMatch(Candidate::sure);
    return target((best == null ? candidates.get(0) : best).method, receiver, sure);
  }

  private static Target target(Members.Inherited m, TypeRef receiver, boolean certain) {
    return new Target(m.method(), receiver, m.view(), certain);
  }

  private static boolean fitsCount(MethodInfo m, int n) {
    int count = m.params().size();
    return count == n || m.isVarargs() && n >= count - 1;
  }

  private List<Candidate> applicable(List<Members.Inherited> methods, List<Expression> args) {
    List<Candidate> candidates = new ArrayList<>();
    int lowest = 3;
    for (Members.Inherited m : methods) {
      Candidate c = check(m, args);
      if (c != null) {
        candidates.add(c);
        lowest = c.sure ? Math.min(lowest, c.phase) : lowest;
      }
    }
    int phase = lowest;
    candidates.removeIf(c -> c.phase > phase);
    return candidates;
  }

  private Candidate check(Members.Inherited m, List<Expression> args) {
    int phase = 0;
    boolean sure = true;
    Target target = target(m, TypeRef.UNKNOWN, true);
    boolean spread = m.method().params().size() != args.size();
    for (int i = 0; i < args.size(); i++) {
      TypeRef wanted = target.paramFor(i, args.size());
      Answer fits = fits(args.get(i), wanted, false);
      if (fits.no()) {
        fits = fits(args.get(i), wanted, true);
        phase = Math.max(phase, 1);
        boolean last = i == args.size() - 1 && m.method().isVarargs() && !spread;
        if (fits.no() && last) {
          fits = fits(args.get(i), wanted.element(), true);
          spread = true;
        }
      }
      if (fits.no()) {
        return null;
      }
      sure &= fits.yes();
    }
    return new Candidate(m, spread ? 2 : phase, sure);
  }

  private Answer fits(Expression rawArg, TypeRef wanted, boolean boxing) {
    Expression arg = Types.bare(rawArg);
    if (arg instanceof LambdaExpr || arg instanceof MethodReferenceExpr) {
      return fitsFunction(arg, wanted);
    }
    TypeRef type = types.of(arg);
    return boxing ? assignable.loose(type, wanted) : assignable.strict(type, wanted);
  }

  private Answer fitsFunction(Expression arg, TypeRef wanted) {
    if (wanted.kind() == TypeRef.Kind.VARIABLE || wanted.isUnknown()) {
      return Answer.UNKNOWN;
    }
    FunctionType function = types.function(wanted);
    if (function == null) {
      boolean known = !wanted.isClass() || types.find(wanted.name()) != null;
      return known ? Answer.NO : Answer.UNKNOWN;
    }
    if (!(arg instanceof LambdaExpr lambda)) {
      return MethodReferences.fits(types, (MethodReferenceExpr) arg, function);
    }
    if (lambda.getParameters().size() != function.params().size()) {
      return Answer.NO;
    }
    LambdaShape shape = LambdaShape.of(lambda, types);
    return function.returns().isVoid() ? shape.asVoid() : shape.asValue();
  }

  private Candidate mostSpecific(List<Candidate> candidates, List<Expression> args) {
    Candidate best = null;
    for (Candidate c : candidates) {
      boolean beatsAll = true;
      for (Candidate d : candidates) {
        beatsAll &= c == d || moreSpecific(c, d, args);
      }
      if (beatsAll) {
        if (best != null) {
          // Both are equally specific: an abstract one inherited twice, or an erased twin.
          return best;
        }
        best = c;
      }
    }
    return best;
  }

  private boolean moreSpecific(Candidate a, Candidate b, List<Expression> args) {
    Target ta = target(a.method, TypeRef.UNKNOWN, true);
    Target tb = target(b.method, TypeRef.UNKNOWN, true);
    for (int i = 0; i < args.size(); i++) {
      TypeRef pa = ta.paramFor(i, args.size());
      TypeRef pb = tb.paramFor(i, args.size());
      if (assignable.strict(pa, pb).yes()) {
        continue;
      }
      Expression arg = Types.bare(args.get(i));
      boolean functional = arg instanceof LambdaExpr || arg instanceof MethodReferenceExpr;
      if (!functional || !preferred(types.function(pa), types.function(pb))) {
        return false;
      }
    }
    return true;
  }

  /** JLS 15.12.2.5: of two functions both of which fit, one that gives a value beats void. */
  private static boolean preferred(FunctionType a, FunctionType b) {
    return a != null && b != null && (b.returns().isVoid() || !a.returns().isVoid());
  }
}
