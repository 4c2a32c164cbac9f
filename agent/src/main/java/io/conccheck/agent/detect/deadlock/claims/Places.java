package io.conccheck.agent.detect.deadlock.claims;

import io.conccheck.agent.boot.ThreadState;
import io.conccheck.agent.spi.Frames;
import io.conccheck.agent.state.Tables;

/** Where tasks begin and resources live. */
final class Places {

  private Places() {}

  /** The program's outermost frame on this thread: the task it runs. */
  static String origin() {
    StackTraceElement[] stack = new Throwable().getStackTrace();
    for (int i = stack.length - 1; i >= 0; i--) {
      if (Frames.isApplication(stack[i].getClassName())) {
        return stack[i].getClassName() + "." + stack[i].getMethodName();
      }
    }
    return "unknown";
  }

  /** The field from which the thread took what it holds; the given name if that is not known. */
  static String fieldOf(ThreadState ts, Object held, String otherwise) {
    for (int i = ts.held.size() - 1; i >= 0; i--) {
      if (ts.held.lock(i) == held && ts.held.site(i) != 0) {
        String field = Tables.SITES.at(ts.held.site(i)).target();
        return field == null ? otherwise : field;
      }
    }
    return otherwise;
  }
}
