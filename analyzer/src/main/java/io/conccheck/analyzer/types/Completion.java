package io.conccheck.analyzer.types;

import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.Statement;

/** Whether control can run off the end of a statement, as far as its last statement tells. */
final class Completion {

  private Completion() {}

  static boolean isAbrupt(Statement s) {
    if (s instanceof BlockStmt b) {
      return !b.isEmpty() && isAbrupt(b.getStatement(b.getStatements().size() - 1));
    }
    return s.isReturnStmt()
        || s.isThrowStmt()
        || s.isBreakStmt()
        || s.isContinueStmt()
        || s.isYieldStmt();
  }
}
