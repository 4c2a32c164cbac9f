package io.conccheck.analyzer.rules.state;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.rules.FieldDeclarations;
import io.conccheck.analyzer.rules.PlainCollections;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.rules.Surroundings;
import io.conccheck.analyzer.types.FieldInfo;
import io.conccheck.findings.Severity;
import io.conccheck.findings.Subject;
import io.conccheck.findings.card.Carded;

/** A map from threads to their data: written by every thread, and no thread is ever let go. */
@AutoService({Rule.class, Carded.class})
public final class MapKeyedByThread implements Rule {

  @Override
  public void check(RuleContext file) {
    if (file.calls("currentThread").isEmpty()) {
      return;
    }
    Surroundings around = new Surroundings(file);
    for (FieldDeclarations.Declared d : FieldDeclarations.of(file, f -> isByThread(file, f))) {
      MethodCallExpr put = putsItself(file, d.field());
      Expression made = d.node().getInitializer().orElse(null);
      if (put == null || made == null) {
        continue;
      }
      boolean plain = PlainCollections.isPlain(file.types().of(made));
      boolean weak = made.toString().contains("Weak");
      if (plain && !around.mayBeLocked(put)) {
        report(file, d, put, "every thread writes it, without a lock", Severity.WARNING);
      } else if (!weak && call(file, d.field(), "remove", "clear", "keySet") == null) {
        report(file, d, put, "threads that have ended stay in it", Severity.NOTE);
      }
    }
  }

  private static void report(
      RuleContext file,
      FieldDeclarations.Declared d,
      MethodCallExpr put,
      String harm,
      Severity severity) {
    file.report(d.node())
        .severity(severity)
        .message("`" + d.field().name() + "` maps threads to their data: " + harm)
        .help("Use a `ThreadLocal`.")
        .subject(Subject.field(d.field().symbol()))
        .related(put, "each thread puts itself in here")
        .emit();
  }

  private static boolean isByThread(RuleContext file, FieldInfo f) {
    return file.types().as(f.type(), "java.util.Map").arg(0).isClass("java.lang.Thread");
  }

  private static MethodCallExpr putsItself(RuleContext file, FieldInfo f) {
    for (String name : new String[] {"put", "putIfAbsent", "computeIfAbsent", "merge", "compute"}) {
      MethodCallExpr c = call(file, f, name);
      boolean self =
          c != null
              && c.getArguments().isNonEmpty()
              && c.getArgument(0) instanceof MethodCallExpr key
              && file.types().isCall(key, "java.lang.Thread", "currentThread");
      if (self) {
        return c;
      }
    }
    return null;
  }

  private static MethodCallExpr call(RuleContext file, FieldInfo f, String... names) {
    for (MethodCallExpr c : file.calls(names)) {
      FieldInfo on = c.getScope().map(s -> file.types().field(s)).orElse(null);
      if (on != null && on.symbol().equals(f.symbol())) {
        return c;
      }
    }
    return null;
  }
}
