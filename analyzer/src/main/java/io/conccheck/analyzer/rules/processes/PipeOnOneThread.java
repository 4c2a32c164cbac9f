package io.conccheck.analyzer.rules.processes;

import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.google.auto.service.AutoService;
import io.conccheck.analyzer.facts.life.ValueFlow;
import io.conccheck.analyzer.rules.Rule;
import io.conccheck.analyzer.rules.RuleContext;
import io.conccheck.analyzer.source.Tree;
import io.conccheck.findings.card.Carded;

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
        if (pipe && Tree.body(in) != null && Tree.body(in) == Tree.body(out)) {
          meet(file, writer, ValueFlow.of(in, file.types(), file.nodes()));
        }
      }
    }
  }

  private static void meet(RuleContext file, ValueFlow writer, ValueFlow reader) {
    for (MethodCallExpr write : writer.calls("write", "append")) {
      for (MethodCallExpr read : reader.calls("read", "readAllBytes", "readNBytes", "transferTo")) {
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
