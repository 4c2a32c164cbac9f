package io.conccheck.analyzer.rules.locks;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.LockKey;
import io.conccheck.analyzer.rules.FieldDeclarations;
import io.conccheck.analyzer.rules.FieldUse;
import io.conccheck.analyzer.rules.PlainCollections;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;
import java.util.List;

/** Many threads hold a read lock at once: what they change they change together. */
@AutoService({Rule.class, Carded.class})
public final class WriteUnderReadLock implements Rule {

  @Override
  public void check(RuleContext file) {
    if (file.calls("readLock", "tryReadLock").isEmpty()) {
      return;
    }
    for (FieldUse use : FieldUse.of(file, f -> !f.isVolatile())) {
      String what = change(file, use);
      LockKey read = what == null ? null : readOnly(file, use.node());
      if (read != null && !benign(file, use)) {
        report(file, use, what, read);
      }
    }
  }

  private static void report(RuleContext file, FieldUse use, String what, LockKey read) {
    FieldInfo f = use.field();
    file.report(use.node())
        .message(
            "`"
                + f.name()
                + "` is "
                + what
                + " under the read lock of `"
                + read.path()
                + "`, which other threads may hold at the same time")
        .help("Take the write lock.")
        .subject(Subject.field(f.symbol()))
        .emit();
  }

  /** What is done to the field or to the collection in it; null if nothing is changed. */
  private static String change(RuleContext file, FieldUse use) {
    if (use.writes()) {
      return "written";
    }
    Node up = Tree.parent(use.node());
    boolean changes =
        up instanceof MethodCallExpr c
            && c.getScope().orElse(null) == use.node()
            && (PlainCollections.changes(file, c)
                || PlainCollections.changesOf(c) && isFilledPlain(file, use.field())
                || c.getNameAsString().startsWith("get") && isInAccessOrder(file, use.field()));
    return changes ? "changed" : null;
  }

  /** Not final, but all that this file ever puts into the field is plain. */
  private static boolean isFilledPlain(RuleContext file, FieldInfo f) {
    Expression made = FieldDeclarations.initialValue(file, f);
    return f.isPrivate()
        && made instanceof ObjectCreationExpr
        && PlainCollections.isPlain(file.types().of(made));
  }

  /** A linked map in the order of access moves an entry each time it is looked up. */
  private static boolean isInAccessOrder(RuleContext file, FieldInfo f) {
    return FieldDeclarations.initialValue(file, f) instanceof ObjectCreationExpr o
        && o.getArguments().size() == 3
        && o.getArgument(2).toString().equals("true")
        && file.types().isA(o, "java.util.LinkedHashMap");
  }

  /** The read lock held there, if nothing else is held that could exclude other writers. */
  private static LockKey readOnly(RuleContext file, Node at) {
    List<LockKey> held = file.facts().heldAt(at);
    if (held.isEmpty() && Tree.body(at) instanceof MethodDeclaration m && m.isPrivate()) {
      LockKey common = null;
      for (Node caller : new Surroundings(file).callers(m)) {
        LockKey there = readOnly(file.facts().heldAt(caller));
        if (there == null) {
          return null;
        }
        common = there;
      }
      return common;
    }
    boolean converts =
        Tree.any(
            Tree.body(at),
            MethodCallExpr.class,
            c ->
                c.getNameAsString().equals("tryConvertToWriteLock")
                    && !(Tree.parent(c) instanceof ExpressionStmt));
    return converts ? null : readOnly(held);
  }

  private static LockKey readOnly(List<LockKey> held) {
    LockKey read = null;
    for (LockKey k : held) {
      if (k.kind() != LockKey.Kind.READ) {
        return null;
      }
      read = k;
    }
    return read;
  }

  /** A value computed anew and kept for later is the same whoever writes it. */
  private static boolean benign(RuleContext file, FieldUse use) {
    return use.kind() == FieldUse.Kind.WRITE
        && use.field().type().isPrimitive()
        && use.field().name().toLowerCase(java.util.Locale.ROOT).contains("hash");
  }
}
