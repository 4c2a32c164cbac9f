package io.conccheck.analyzer.facts;

import com.github.javaparser.Position;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.SuperExpr;
import com.github.javaparser.ast.expr.TypeExpr;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.Meaning;
import io.conccheck.analyzer.types.Target;
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
    if (owner == null || !owner.fromSource()) {
      return;
    }
    Position p = ref.getBegin().orElse(Position.HOME);
    Location site = new Location(file.path(), p.line, p.column, body.symbol);
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
