package io.conccheck.analyzer.facts;

import com.github.javaparser.Position;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.SuperExpr;
import com.github.javaparser.ast.expr.TypeExpr;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.Target;
import io.conccheck.analyzer.types.TypeRef;
import io.conccheck.findings.Location;
import java.util.List;

/** A method reference is a body that makes one call. */
final class ReferenceReader {

  private ReferenceReader() {}

  static void read(MethodReferenceExpr ref, FileFacts file, Body body) {
    Target target = file.types().target(ref);
    if (target == null) {
      return;
    }
    ClassInfo owner = file.types().find(target.owner());
    Position p = ref.getBegin().orElse(Position.HOME);
    Location site = new Location(file.path(), p.line, p.column, body.symbol);
    if (owner == null || !owner.fromSource()) {
      contents(ref, site, file, body);
      return;
    }
    boolean open = !target.method().isStatic() && !target.method().isPrivate();
    Path receiver = receiver(ref.getScope(), file);
    body.calls.add(
        new CallSite(
            target.method().key(),
            open,
            receiver,
            List.of(),
            List.of(),
            List.of(),
            site,
            0,
            List.of()));
  }

  /** {@code forEach(found::add)}: what the method does to what a plain collection holds. */
  private static void contents(MethodReferenceExpr ref, Location site, FileFacts file, Body body) {
    Expression scope = ref.getScope();
    Meaning m = file.types().meaning(scope);
    if (m == null) {
      return;
    }
    TypeRef declared = m.isField() ? m.field().type() : m.type();
    String concrete =
        Contents.isUnsafe(declared)
            ? declared.name()
            : Contents.concrete(scope, file.types(), file.lockNames(), file.paths());
    Path path = concrete == null ? Path.UNKNOWN : receiver(scope, file);
    if (!path.isUnknown() && !path.isFresh()) {
      Access.Kind kind = Contents.effect(concrete, ref.getIdentifier());
      body.accesses.add(new Access(path.field("*"), kind, List.of(), site, 0, Access.CONTENTS));
    }
  }

  private static Path receiver(Expression scope, FileFacts file) {
    if (scope instanceof SuperExpr) {
      ClassInfo self = file.types().enclosingClass(scope);
      return self == null ? Path.UNKNOWN : Path.self(self.name());
    } else if (scope instanceof TypeExpr t) {
      Meaning m = file.types().meaning(t);
      if (m == null) {
        return Path.UNKNOWN;
      }
      return m.isLocal() ? file.paths().local(m.local()) : file.paths().field(t, m.field());
    }
    return file.paths().of(scope);
  }
}
