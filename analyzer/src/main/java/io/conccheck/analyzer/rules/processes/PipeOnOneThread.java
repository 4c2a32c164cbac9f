package io.conccheck.analyzer.rules.processes;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.ValueFlow;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.findings.card.Carded;
import java.util.ArrayList;
import java.util.List;

/** Both ends of a pipe in one thread. */
@AutoService({Rule.class, Carded.class})
public final class PipeOnOneThread implements Rule {

  @Override
  public void check(RuleContext file) {
    for (ObjectCreationExpr out : file.all(ObjectCreationExpr.class)) {
      if (!file.types().isA(out, "java.io.PipedOutputStream", "java.io.PipedWriter")) {
        continue;
      }
      ValueFlow writer = ValueFlow.of(out, file.types(), file.nodes());
      for (ObjectCreationExpr in : file.all(ObjectCreationExpr.class)) {
        boolean pipe = file.types().isA(in, "java.io.PipedInputStream", "java.io.PipedReader");
        boolean fields = Tree.body(in) == null && areJoined(file, in, out);
        if (pipe && Tree.body(in) == Tree.body(out) && (Tree.body(in) != null || fields)) {
          meet(file, writer, ValueFlow.of(in, file.types(), file.nodes()));
        }
      }
    }
  }

  private static final String[] READS = {
    "read", "readLine", "readAllBytes", "readNBytes", "readInt", "readUTF", "transferTo"
  };

  /** Two fields of one class that some call connects. */
  private static boolean areJoined(RuleContext file, ObjectCreationExpr a, ObjectCreationExpr b) {
    String x = ValueFlow.of(a, file.types(), file.nodes()).name();
    String y = ValueFlow.of(b, file.types(), file.nodes()).name();
    boolean inside = b.getArguments().stream().anyMatch(e -> e.toString().equals(x));
    return x != null
        && y != null
        && (inside
            || file.calls("connect").stream()
                .anyMatch(
                    c ->
                        c.getScope().map(Object::toString).orElse("").matches(x + "|" + y)
                            && c.getArgument(0).toString().matches(x + "|" + y)));
  }

  private static void meet(RuleContext file, ValueFlow writer, ValueFlow reader) {
    List<MethodCallExpr> reads = new ArrayList<>(reader.calls(READS));
    for (Expression e : reader.escapes()) {
      if (Tree.parent(e) instanceof ObjectCreationExpr o
          && file.types().of(o).name().startsWith("java.io.")) {
        reads.addAll(ValueFlow.of(o, file.types(), file.nodes()).calls(READS));
      }
    }
    for (MethodCallExpr write : writer.calls("write", "append")) {
      for (MethodCallExpr read : reads) {
        if (Tree.body(read) == Tree.body(write)) {
          file.report(write)
              .message(
                  "the pipe is written and read by one thread: once it is full, or empty, the thread waits for itself")
              .help("Read and write on two threads, or use a byte array.")
              .related(read, "read here, on the same thread")
              .emit();
          return;
        }
      }
    }
  }
}
