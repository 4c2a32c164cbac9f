package io.conccheck.analyzer.facts;

import com.github.javaparser.Position;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.stmt.TryStmt;
import io.conccheck.analyzer.types.ClassInfo;
import io.conccheck.analyzer.types.Members;
import io.conccheck.analyzer.types.TypeRef;
import io.conccheck.analyzer.types.Types;
import io.conccheck.findings.Location;
import java.util.List;

/** The calls of {@code close} that nobody writes: at the end of a try statement with resources. */
final class Closing {

  private Closing() {}

  /** Adds them to a body, as far as scanned classes are closed. */
  static void add(TryStmt t, BodyReader reader) {
    for (Expression resource : t.getResources()) {
      if (resource instanceof VariableDeclarationExpr d) {
        VariableDeclarator v = d.getVariable(0);
        TypeRef type =
            v.getType().isVarType() && v.getInitializer().isPresent()
                ? reader.file().types().of(v.getInitializer().get())
                : reader.file().types().resolve(v.getType());
        add(type, reader.file().paths().local(v), t, reader);
      } else {
        add(reader.file().types().of(resource), reader.file().paths().of(resource), t, reader);
      }
    }
  }

  private static void add(TypeRef type, Path path, TryStmt t, BodyReader reader) {
    Types types = reader.file().types();
    Position end = t.getTryBlock().getEnd().orElse(Position.HOME);
    for (Members.Inherited m :
        type.isClass()
            ? types.members().methods(type.name(), "close")
            : List.<Members.Inherited>of()) {
      ClassInfo owner = types.find(m.method().owner());
      if (m.method().params().isEmpty() && owner != null && owner.fromSource()) {
        reader
            .body()
            .calls
            .add(
                new CallSite(
                    m.method().key(),
                    true,
                    path,
                    List.of(),
                    List.of(),
                    reader.held(t),
                    new Location(reader.file().path(), end.line, end.column, reader.body().symbol),
                    reader.loop(t),
                    Leaving.apart(t)));
      }
    }
  }
}
